import type { SpanText, SpecialDay } from '#contract/working-time.ts'

/** A clock time as somebody typed it, made whole: `9`, `930`, `9.30` and `9:30` are 09:00 and 09:30. What is no time stays as typed. */
export function clockOf(typed: string): string {
  const text = typed.trim()
  const match = /^(\d{1,2})(?:[:.,h ]?(\d{2}))?$/.exec(text)
  if (!match) return text
  const [, hours = '', minutes = '00'] = match
  const isTime = (Number(hours) < 24 && Number(minutes) < 60) || (Number(hours) === 24 && minutes === '00')
  return isTime ? `${hours.padStart(2, '0')}:${minutes}` : text
}

/** Whether hours end on the next day: at or before the time they begin. */
export function isOvernight([start, end]: SpanText): boolean {
  return /^\d\d:\d\d$/.test(start) && /^\d\d:\d\d$/.test(end) && end <= start
}

/** Hours of a day as one reads them: `09:00–13:00, 14:00–18:00`; empty for none. */
export function hoursText(spans: readonly (readonly string[])[]): string {
  return spans.map(([start, end]) => `${start}–${end}`).join(', ')
}

/** Hours to begin with when a day gets (more) hours: the usual day, else what follows the last ones. */
export function nextSpan(spans: readonly SpanText[]): SpanText {
  const last = spans.at(-1)
  if (!last) return ['09:00', '17:00']
  const hour = Number(last[1].slice(0, 2)) + 1
  const begin = Number.isNaN(hour) || isOvernight(last) || hour > 22 ? 8 : hour
  return [`${String(begin).padStart(2, '0')}:00`, `${String(Math.min(begin + 4, 24)).padStart(2, '0')}:00`]
}

/** A week with its times made whole: what is sent is what the field would have shown when it was left. */
export function wholeWeek(week: readonly (readonly SpanText[])[]): SpanText[][] {
  return week.map((spans) => spans.map(([start, end]): SpanText => [clockOf(start), clockOf(end)]))
}

/** The same for days with hours of their own. */
export function wholeDays(days: readonly SpecialDay[]): SpecialDay[] {
  return days.map((day) => ({ ...day, hours: wholeWeek([day.hours])[0] ?? [] }))
}

/** Runs of days with equal hours, as indexes of the first and the last. */
export function runsOf(week: readonly (readonly SpanText[])[]): { first: number; last: number; hours: string }[] {
  const runs: { first: number; last: number; hours: string }[] = []
  for (const [day, spans] of week.entries()) {
    const hours = hoursText(spans)
    const before = runs.at(-1)
    if (before?.hours === hours) before.last = day
    else runs.push({ first: day, last: day, hours })
  }
  return runs
}
