import type { CaseRow } from '#contract/cases.ts'
import type { Wire } from '../client.ts'
import type { Words } from '../kit/language.ts'
import { spanWords, whenWords } from '../kit/time.ts'

export type Row = Wire<CaseRow>
export type Section = 'emergency' | 'late' | 'hour' | 'later' | 'waiting' | 'rest'
export const sections: readonly Section[] = ['emergency', 'late', 'hour', 'later', 'waiting', 'rest']

const hourMs = 3_600_000

/** Which part of the inbox a case stands in at this second: an emergency before everything that is only due; `rest` holds what no promise runs for. */
export function sectionOf(row: Pick<Row, 'dueAt' | 'waiting' | 'emergency'>, nowMs: number): Section {
  return row.emergency ? 'emergency' : dueSectionOf(row, nowMs)
}

function dueSectionOf(row: Pick<Row, 'dueAt' | 'waiting'>, nowMs: number): Exclude<Section, 'emergency'> {
  if (row.waiting) return 'waiting'
  if (!row.dueAt) return 'rest'
  const leftMs = Date.parse(row.dueAt) - nowMs
  if (leftMs < 0) return 'late'
  return leftMs <= hourMs ? 'hour' : 'later'
}

/** The order of work: emergencies as they were raised; what presses by its due time; what does not press yet by weight, what cannot wait first and paperwork last, then by due time. */
export function workOrder(a: Row, b: Row, nowMs: number): number {
  const [one, other] = [sectionOf(a, nowMs), sectionOf(b, nowMs)]
  const within = one === 'emergency' ? raisedMs(a) - raisedMs(b) : one === 'later' ? a.weight - b.weight : 0
  return sections.indexOf(one) - sections.indexOf(other) || within || dueMs(a) - dueMs(b)
}

const raisedMs = ({ emergency }: Row): number => (emergency?.raisedAt ? Date.parse(emergency.raisedAt) : 0)
const dueMs = ({ dueAt }: Row): number => (dueAt ? Date.parse(dueAt) : Number.MAX_SAFE_INTEGER)

/** One line of the drawn list: a section's heading or a case. `index` counts cases only. */
export type Line = { kind: 'heading'; section: Section; count: number } | { kind: 'row'; section: Section; row: Row; index: number }

/** The lines of the list: sections in their order, inside each the order the server gave. */
export function linesOf(rows: readonly Row[], nowMs: number): Line[] {
  const lines: Line[] = []
  let index = 0
  for (const section of sections) {
    const own = rows.filter((row) => sectionOf(row, nowMs) === section)
    if (own.length > 0) lines.push({ kind: 'heading', section, count: own.length })
    for (const row of own) lines.push({ kind: 'row', section, row, index: index++ })
  }
  return lines
}

export type RowState = 'late' | 'at_risk' | 'agreed' | 'waiting' | 'none'

/** The promise state a row shows; the clock on screen flips to late without waiting for the news. */
export function rowState(row: Pick<Row, 'dueAt' | 'waiting' | 'danger'>, nowMs: number): RowState {
  const section = dueSectionOf(row, nowMs)
  if (section === 'waiting' || section === 'late') return section
  if (section === 'rest') return 'none'
  return row.danger === 'at_risk' ? 'at_risk' : 'agreed'
}

/** The promise of a row: what it says with a clock time, and how long is left. */
export function rowPromise(
  row: Pick<Row, 'dueAt' | 'dueForm' | 'waiting'>,
  nowMs: number,
  zone: string,
): { id: string; when?: Words; span?: Words } {
  if (row.waiting) return { id: 'desk.row.waiting' }
  if (!row.dueAt) return { id: 'desk.row.none' }
  const due = Date.parse(row.dueAt)
  const isLate = due < nowMs
  return {
    id: isLate ? 'desk.row.late' : `desk.row.due.${row.dueForm ?? 'written'}`,
    when: whenWords(due, nowMs, zone),
    span: spanWords(Math.abs(due - nowMs)),
  }
}

/** How many cases of the new list the shown one lacks or has elsewhere; what is held back is said, not moved under a hand. */
export function changesBetween(shown: readonly Row[], fresh: readonly Row[]): number {
  const places = new Map(shown.map((row, index) => [row.id, index]))
  const added = fresh.filter((row) => !places.has(row.id)).length
  const kept = fresh.filter((row) => places.has(row.id))
  const gone = shown.length - kept.length
  const moved = kept.filter((row, index) => index > 0 && (places.get(row.id) ?? 0) < (places.get(kept[index - 1]?.id ?? '') ?? 0)).length
  return added + gone + moved
}

/** The shown order with the newest facts of each case; cases that are gone stay until the list may move. */
export function heldRows(shown: readonly Row[], fresh: readonly Row[]): Row[] {
  const latest = new Map(fresh.map((row) => [row.id, row]))
  return shown.map((row) => latest.get(row.id) ?? row)
}
