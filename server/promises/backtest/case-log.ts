import { momentReader } from '../exports/moment.ts'
import { readRows } from '../exports/rows.ts'
import { className, type Columns, findColumns, type Wish } from './columns.ts'

/** An export as columns, in the order of opening; texts are kept once each. A missing outcome is `Infinity`. */
export type CaseLog = {
  readonly count: number
  readonly numbers: readonly string[]
  readonly openedMs: Float64Array
  readonly endedMs: Float64Array
  readonly teams: Int32Array
  readonly priorities: Int32Array
  /** For each rung the class of each case. */
  readonly classes: readonly Int32Array[]
  readonly names: readonly string[]
}

/**
 * Reads an export, row by row, so that a million rows take some hundred megabytes. `seen` hears the share read. A row
 * without a readable opening, or with an outcome that is no time, is named with its line.
 */
export async function readCaseLog(file: string, zone: string, wish: Wish, seen: (share: number) => void): Promise<CaseLog> {
  const moment = momentReader(zone)
  const rows = newRows()
  let columns: Columns | null = null
  for await (const { record, line } of readRows(file, seen)) {
    if (columns) addRow(rows, columns, record, (at) => readMoment(moment, wish, record[at] ?? '', at === columns?.opened, line))
    else columns = findColumns(record, wish)
  }
  return inOrder(rows, columns?.rungs.length ?? 0)
}

type Rows = {
  readonly numbers: string[]
  readonly times: Growing<Float64Array>
  readonly marks: Growing<Int32Array>
  readonly names: Map<string, number>
}

function addRow({ numbers, times, marks, names }: Rows, columns: Columns, row: readonly string[], timeAt: (at: number) => number): void {
  const intern = (text: string) => {
    const known = names.get(text)
    if (known === undefined) names.set(text, names.size)
    return known ?? names.size - 1
  }
  const openedMs = timeAt(columns.opened)
  numbers.push(row[columns.number] ?? '')
  times.push([openedMs, Math.max(openedMs, timeAt(columns.outcome))])
  const [team, priority] = [row[columns.team] ?? '', row[columns.priority] ?? '']
  marks.push([intern(team), intern(priority), ...columns.rungs.map((rung) => intern(className(rung, row)))])
}

function readMoment(moment: (text: string) => number | null, wish: Wish, text: string, isOpening: boolean, line: number): number {
  const read = text.trim() === '' && !isOpening ? Number.POSITIVE_INFINITY : moment(text)
  if (read !== null) return read
  throw new Error(`Line ${line}: "${text}" in column "${isOpening ? wish.opened : wish.outcome}" is no time like 2016-04-01T09:30`)
}

const newRows = (): Rows => ({
  numbers: [],
  times: growing((length) => new Float64Array(length)),
  marks: growing((length) => new Int32Array(length)),
  names: new Map(),
})

function inOrder({ numbers, times, marks, names }: Rows, rungs: number): CaseLog {
  const count = numbers.length
  const order = Uint32Array.from({ length: count }, (_, row) => row)
  const opened = (row: number) => times.at(row * 2)
  order.sort((a, b) => opened(a) - opened(b) || a - b)
  const mark = (which: number) => Int32Array.from(order, (row) => marks.at(row * (rungs + 2) + which))
  return {
    count,
    numbers: Array.from(order, (row) => numbers[row] ?? ''),
    openedMs: Float64Array.from(order, opened),
    endedMs: Float64Array.from(order, (row) => times.at(row * 2 + 1)),
    teams: mark(0),
    priorities: mark(1),
    classes: Array.from({ length: rungs }, (_, rung) => mark(rung + 2)),
    names: [...names.keys()],
  }
}

type Growing<Numbers> = {
  readonly push: (values: readonly number[]) => void
  readonly at: (index: number) => number
  readonly kept?: Numbers
}

/** Numbers kept flat: plain arrays of objects would take ten times the room. */
function growing<Numbers extends Float64Array | Int32Array>(make: (length: number) => Numbers): Growing<Numbers> {
  let [numbers, count] = [make(1 << 16), 0]
  return {
    push: (values) => {
      if (count + values.length > numbers.length) {
        const larger = make(numbers.length * 2)
        larger.set(numbers)
        numbers = larger
      }
      numbers.set(values, count)
      count += values.length
    },
    at: (index) => numbers[index] ?? 0,
  }
}
