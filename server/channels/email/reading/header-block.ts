import { LIMITS } from './limits.ts'

/** One header field: name in lower case, value unfolded and not yet decoded. */
export type HeaderField = { name: string; value: string }

/** The fields of a header block in order, read up to its first empty line; at most the bounded count. */
export function headerFields(block: string): HeaderField[] {
  const fields: HeaderField[] = []
  for (const group of foldedGroups(block.slice(0, LIMITS.topBytes))) {
    const colon = group.indexOf(':')
    if (colon <= 0) continue
    fields.push({ name: group.slice(0, colon).trim().toLowerCase(), value: unfolded(group.slice(colon + 1)) })
    if (fields.length >= LIMITS.fields) break
  }
  return fields
}

/** The first value of a field, or `null`. */
export function fieldValue(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null
}

/** Message-IDs in a References or In-Reply-To value, with brackets; the first and the newest, bounded. */
export function messageIds(value: string | null): string[] {
  if (value === null) return []
  const all = [...value.slice(0, LIMITS.fieldBytes).matchAll(/<[^<>\s]{1,998}>/g)].map((match) => match[0])
  if (all.length <= LIMITS.references) return all
  return [...all.slice(0, 1), ...all.slice(1 - LIMITS.references)]
}

function unfolded(value: string): string {
  return value.replace(/\r?\n[ \t]*/g, ' ').trim()
}

function* foldedGroups(block: string): Generator<string> {
  let group: string[] = []
  for (const line of block.split(/\r?\n/)) {
    if (line === '') break
    if (/^[ \t]/.test(line) && group.length > 0) {
      group.push(line)
      continue
    }
    if (group.length > 0) yield group.join('\n')
    group = [line]
  }
  if (group.length > 0) yield group.join('\n')
}
