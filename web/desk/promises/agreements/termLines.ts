import type { Words } from '../../kit/language.ts'
import { dateWords } from '../../kit/dates.ts'
import { lengthWords } from '../menu/minutes.ts'
import type { Agreed, Version } from './queries.ts'

/** One line of terms: its name, and its value as words of the catalogue or as they were typed. */
export interface TermLine {
  name: string
  value: Words | string
}

/** What a version says, a line a term; what is not agreed has none. */
export function termLines({ terms, hours, namedPerson }: Version): TermLine[] {
  const line = (name: string, value: Words | string | null | undefined) => (value ? [{ name, value }] : [])
  // Working time is told in hours: its days are not 24 of them.
  const pace = (name: string, minutes: number | null) =>
    line(name, minutes === null ? null : lengthWords(minutes, Number.POSITIVE_INFINITY))
  return [
    ...pace('answer', terms.answerMinutes),
    ...pace('call', terms.callMinutes),
    ...pace('update', terms.updateMinutes),
    ...pace('resolution', terms.resolutionMinutes),
    ...line('hours', hours),
    ...line('forms', terms.forms.length === 1 ? { id: `desk.agreement.form.${terms.forms[0]}` } : null),
    ...line('language', terms.language && { id: `desk.language.${terms.language}` }),
    ...line('matter', terms.matter && { id: `desk.matter.${terms.matter}` }),
    ...line('person', namedPerson),
    ...line('breach', terms.breach),
    ...line('words', terms.words),
    ...line('from', dateWords(terms.from, 'long')),
    ...line('until', terms.until && dateWords(terms.until, 'long')),
    ...line('notice', { id: 'desk.agreement.days', values: { days: terms.noticeDays } }),
  ]
}

/** A line that differs between two versions; null where one has none. */
export interface Difference {
  name: string
  before: TermLine['value'] | null
  after: TermLine['value'] | null
}

/** What one version changes against another, in the order of terms. */
export function differences(before: Version, after: Version): Difference[] {
  const [was, is] = [termLines(before), termLines(after)]
  const names = [...new Set([...is, ...was].map(({ name }) => name))]
  const valueIn = (lines: TermLine[], name: string) => lines.find((line) => line.name === name)?.value ?? null
  return names
    .map((name) => ({ name, before: valueIn(was, name), after: valueIn(is, name) }))
    .filter((pair) => JSON.stringify(pair.before) !== JSON.stringify(pair.after))
}

/** Whom and what an agreement is for: "Nords, Bridge". */
export const titleOf = ({ organisation, customer, project, product }: Agreed): string =>
  [organisation ?? customer, project, product].flatMap((one) => one?.name || []).join(', ')

/** What is shown of it first: what waits for a word, else what holds, else the newest. */
export const foremost = ({ versions }: Agreed): Version | undefined =>
  versions.find(({ state }) => state === 'proposed') ?? versions.find(({ state }) => state === 'in_force') ?? versions[0]

/** How it stands with a version. */
export function stateWords({ state, waitsFor, version }: Version): Words {
  const key = state === 'proposed' ? `waits.${waitsFor ?? 'us'}` : state
  return { id: `desk.agreement.state.${key}`, values: { version } }
}
