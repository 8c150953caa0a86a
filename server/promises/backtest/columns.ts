import { placeOf } from '../exports/rows.ts'

/** Which columns of an export mean what; `classes` names what is known of a case when it is opened. */
export type Wish = {
  readonly outcome: string
  readonly number: string
  readonly opened: string
  readonly team: string
  readonly priority: string
  /** Further names for columns, as `name=column`. */
  readonly classes: readonly string[]
  /** The ladder as `name+name`, finest first; empty: the usual one, as far as its columns are there. */
  readonly rungs: readonly string[]
}

/** The place of each column in a row (-1: not there), and the classes to try, finest first, the last of all cases. */
export type Columns = {
  readonly number: number
  readonly opened: number
  readonly outcome: number
  readonly team: number
  readonly priority: number
  readonly rungs: readonly Rung[]
}

type Rung = readonly { readonly name: string; readonly at: number }[]

const usualClasses = { intake: 'opened_by', symptom: 'symptom', subcategory: 'subcategory' }
const usualLadder = [['intake', 'team', 'symptom'], ['intake', 'team'], ['team', 'subcategory'], ['team'], ['intake']]

/** Finds the columns in a header, or says in words which one is missing and which ones there are. */
export function findColumns(header: readonly string[], wish: Wish): Columns {
  const asked = namedColumns(wish.classes)
  const columns: Record<string, string> = { ...usualClasses, ...asked, team: wish.team }
  const place = (column: string) => header.indexOf(column)
  const needed = (column: string) => placeOf(header, column)
  for (const column of Object.values(asked)) needed(column)
  const ladder = wish.rungs.length ? wish.rungs.map((rung) => rung.split('+')) : laddersOf(Object.keys(asked))
  const rungs = ladder.map((names) => names.map((name) => ({ name: columns[name] ?? name, at: place(columns[name] ?? name) })))
  if (wish.rungs.length) for (const { name } of rungs.flat()) needed(name)
  return {
    number: needed(wish.number),
    opened: needed(wish.opened),
    outcome: needed(wish.outcome),
    team: place(wish.team),
    priority: place(wish.priority),
    rungs: [...rungs.filter((rung) => rung.every(({ at }) => at >= 0)), []],
  }
}

/** What a row is called on one rung. */
export function className(rung: Rung, row: readonly string[]): string {
  return rung.length ? rung.map(({ name, at }) => `${name}=${row[at] ?? ''}`).join(' + ') : 'all cases'
}

function namedColumns(classes: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    classes.map((text) => {
      const [name, column] = text.split('=')
      if (!name || !column) throw new Error(`--class is written name=column, not "${text}"`)
      return [name, column]
    }),
  )
}

/** Names the usual ladder does not know stand beside the team, before the team alone. */
function laddersOf(asked: readonly string[]): string[][] {
  const further = asked.filter((name) => !(name in usualClasses) && name !== 'team').map((name) => ['team', name])
  return [...usualLadder.slice(0, 3), ...further, ...usualLadder.slice(3)]
}
