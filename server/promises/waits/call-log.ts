import { readRows } from '../exports/rows.ts'

/**
 * A call as the switch saw it, in milliseconds: it joined the line (or was taken at once) at `joinedMs`, and left it for a person or hung
 * up at `leftMs`. `person` took it at `takenMs` and was free again at `freeMs`.
 */
export type Call = {
  readonly id: string
  readonly dayMs: number
  readonly joinedMs: number
  readonly leftMs: number
  readonly isQueued: boolean
  readonly isAnswered: boolean
  readonly takenMs: number | null
  readonly freeMs: number | null
  readonly person: string
  /** What is known of a caller when they come, such as `priority=2`. */
  readonly kinds: readonly string[]
}

/** Calls in the order of the file; phantoms are left out, and counted. */
export type CallLog = { readonly calls: readonly Call[]; readonly read: number }

const needed = ['call_id', 'date', 'vru_exit', 'q_start', 'q_time', 'outcome'] as const
const further = ['vru_entry', 'ser_start', 'ser_exit', 'server', 'priority', 'type'] as const
const known = ['priority', 'type'] as const

const DAY_MS = 86_400_000

/** Reads an export of calls, plain or `.gz`, in the columns of a call centre's log; names what is missing, and the line of what it cannot read. */
export async function readCallLog(file: string, seen: (share: number) => void): Promise<CallLog> {
  const calls: Call[] = []
  let [columns, read]: [Columns | null, number] = [null, -1]
  for await (const { record, line } of readRows(file, seen)) {
    read++
    if (!columns) {
      columns = columnsOf(record)
      continue
    }
    const call = callOf(columns, record, line)
    if (call) calls.push(call)
  }
  return { calls, read }
}

/** The first instant of a written day, `1999-02-01`, `19990201` or `990201`, as UTC milliseconds; null for what is none. */
export function dayMsOf(text: string): number | null {
  const parts = /^(\d{4}|\d\d)[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ]00:00(?::00)?)?$/.exec(text.trim())
  if (!parts) return null
  const [year = 0, month = 0, day = 0] = parts.slice(1, 4).map(Number)
  // Two digits: logs that write them are of this century or the end of the last.
  const dayMs = Date.UTC(year > 99 ? year : year + (year < 70 ? 2000 : 1900), month - 1, day)
  return new Date(dayMs).getUTCDate() === day ? dayMs : null
}

type Column = (typeof needed)[number] | (typeof further)[number]
type Columns = ReadonlyMap<Column, number>

function columnsOf(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim().toLowerCase())
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length)
    throw new Error(`There is no column ${missing.map((name) => `"${name}"`).join(', ')}. The columns are: ${header.join(', ')}`)
  return new Map([...needed, ...further].filter((name) => names.includes(name)).map((name) => [name, names.indexOf(name)]))
}

function callOf(columns: Columns, record: readonly string[], line: number): Call | null {
  const text = (name: Column) => (record[columns.get(name) ?? -1] ?? '').trim()
  const outcome = text('outcome').toUpperCase()
  if (outcome === 'PHANTOM') return null
  if (outcome !== 'AGENT' && outcome !== 'HANG')
    throw new Error(`Line ${line}: an outcome is AGENT, HANG or PHANTOM, not "${text('outcome')}"`)
  const unread = (name: Column, example: string) => new Error(`Line ${line}: "${text(name)}" in column "${name}" is not like ${example}`)
  const time = (name: Column) => {
    const ms = timeMsOf(text(name))
    if (ms === null) throw unread(name, '9:05:30')
    return ms
  }
  const [dayMs, waitMs] = [dayMsOf(text('date')), Number(text('q_time')) * 1000]
  if (dayMs === null) throw unread('date', '1999-02-01')
  if (!(waitMs >= 0)) throw unread('q_time', '30 (seconds)')
  const isQueued = time('q_start') > 0
  const enteredMs = columns.has('vru_entry') ? time('vru_entry') : 0
  // A time long before the call began is one after midnight; one shortly before is a clock that disagrees.
  const after = (ms: number, startMs: number) => dayMs + ms + (ms < startMs - DAY_MS / 2 ? DAY_MS : 0)
  const joinedMs = after(time(isQueued ? 'q_start' : 'vru_exit'), enteredMs)
  const leftMs = joinedMs + (isQueued ? waitMs : 0)
  const isAnswered = outcome === 'AGENT'
  const isTaken = isAnswered && columns.has('ser_start') && columns.has('ser_exit') && time('ser_start') > 0
  return {
    id: text('call_id'),
    dayMs,
    joinedMs,
    leftMs,
    isQueued,
    isAnswered,
    // Switches write the start of a service a second or two before the end of its wait.
    takenMs: isTaken ? Math.max(leftMs, after(time('ser_start'), enteredMs)) : null,
    freeMs: isTaken ? Math.max(leftMs, after(time('ser_exit'), enteredMs)) : null,
    person: text('server'),
    kinds: known.filter((name) => columns.has(name)).map((name) => `${name}=${text(name)}`),
  }
}

function timeMsOf(text: string): number | null {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text)
  if (!parts) return text === '' ? 0 : null
  const [hour = 0, minute = 0, second = 0] = parts.slice(1, 4).map((part) => Number(part ?? 0))
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : null
}
