/** A statement with its values apart from its text, so that no value can ever become SQL. */
export interface Sql {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Writes a statement as SQL; `${value}` becomes a parameter and `${sql`...`}` a part of the text. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const values: unknown[] = []
  let text = strings[0] ?? ''
  for (const [index, part] of parts.entries()) {
    text += isSql(part) ? renumbered(part, values) : `$${values.push(part)}`
    text += strings[index + 1] ?? ''
  }
  return { text, values }
}

/** Joins fragments with a separator such as `sql` and ``; an empty list gives an empty fragment. */
export function join(fragments: readonly Sql[], separator: string): Sql {
  const values: unknown[] = []
  const text = fragments.map((fragment) => renumbered(fragment, values)).join(separator)
  return { text, values }
}

const none: Sql = { text: '', values: [] }

/** The fragment when the condition holds, else nothing. */
export function when(condition: unknown, fragment: () => Sql): Sql {
  return condition ? fragment() : none
}

/** A whole number as part of the text, for a limit: the planner plans once when it knows it, and anew at every call when it does not. */
export function whole(number: number): Sql {
  if (!Number.isInteger(number) || number < 0) throw new RangeError(`Not a whole number: ${number}`)
  return { text: String(number), values: [] }
}

function isSql(part: unknown): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part && 'values' in part && Array.isArray(part.values)
}

function renumbered(part: Sql, values: unknown[]): string {
  const offset = values.length
  values.push(...part.values)
  return offset === 0 ? part.text : part.text.replace(/\$(\d+)/g, (_, position: string) => `$${Number(position) + offset}`)
}
