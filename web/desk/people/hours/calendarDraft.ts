import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CalendarContent } from '#contract/working-time.ts'
import { call, codeOf, isRefusal } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import { wholeDays, wholeWeek } from './clockText.ts'
import type { Calendar } from './queries.ts'

/** What is saved together. */
export const parts = { basics: ['name', 'zone'], week: ['week'], days: ['place', 'openOn', 'days'] } as const
export type Part = keyof typeof parts

export interface CalendarDraft {
  draft: CalendarContent
  /** What is saved, as far as this page knows. */
  base: CalendarContent
  isDirty: (part: Part) => boolean
  change: (change: Partial<CalendarContent>) => void
  save: (part: Part) => void
  /** Goes back to what is saved. */
  reset: (part: Part) => void
  busy: Part | null
  refused: { part: Part; words: string } | null
  /** Who saved meanwhile; both versions are there until one is chosen. */
  conflict: { part: Part; by: string } | null
}

/** Keeps what is typed apart from what is saved, part by part; a save by somebody else never takes away what is typed. */
export function useCalendarDraft(calendar: Calendar): CalendarDraft {
  const client = useQueryClient()
  const [base, setBase] = useState({ content: contentOf(calendar), version: calendar.version })
  const [draft, setDraft] = useState(base.content)
  const [busy, setBusy] = useState<Part | null>(null)
  const [refused, setRefused] = useState<CalendarDraft['refused']>(null)
  const [conflict, setConflict] = useState<CalendarDraft['conflict']>(null)
  const isDirty = (part: Part) => differs(draft, base.content, part)
  const isClean = !allParts.some(isDirty)
  // What others save is taken over at once while nothing is typed here.
  useEffect(() => {
    if (calendar.version <= base.version || !isClean) return
    setBase({ content: contentOf(calendar), version: calendar.version })
    setDraft(contentOf(calendar))
  }, [calendar, base.version, isClean])
  const takeOver = (saved: Calendar, own: (part: Part) => boolean) => {
    const content = contentOf(saved)
    setDraft((typed) => allParts.reduce((whole, part) => (own(part) ? { ...whole, ...pick(typed, part) } : whole), content))
    setBase({ content, version: saved.version })
  }
  const meet = async (part: Part, by: string) => {
    takeOver(await call<Calendar>(`/calendars/${calendar.id}`), isDirty)
    setConflict({ part, by })
  }
  const save = (part: Part) => {
    setBusy(part)
    setRefused(null)
    setConflict(null)
    call<Calendar>(`/calendars/${calendar.id}`, {
      method: 'PUT',
      body: { ...base.content, ...pick(whole(draft), part), version: base.version },
    })
      .then((saved) => {
        takeOver(saved, (other) => other !== part && isDirty(other))
        client.setQueryData<Calendar[]>(['calendars'], (all) => all?.map((one) => (one.id === saved.id ? saved : one)))
        void client.invalidateQueries({ queryKey: ['presences'] })
        sayDone(t('desk.hours.saved'))
      })
      .catch((error: unknown) => {
        if (codeOf(error) === 'people.changed_meanwhile' && isRefusal(error)) return meet(part, String(error.problem.facts['by'] ?? ''))
        return setRefused({ part, words: codeOf(error) === 'people.bad_hours' ? t('desk.section.faults') : refusalText(error) })
      })
      .catch((error: unknown) => setRefused({ part, words: refusalText(error) }))
      .finally(() => setBusy(null))
  }
  const reset = (part: Part) => {
    setDraft({ ...draft, ...pick(base.content, part) })
    setConflict(null)
    setRefused(null)
  }
  return {
    draft,
    base: base.content,
    isDirty,
    change: (change) => setDraft((typed) => ({ ...typed, ...change })),
    save,
    reset,
    busy,
    refused,
    conflict,
  }
}

const allParts = Object.keys(parts) as Part[]

/** What is sent is what each field would have shown when it was left. */
const whole = (content: CalendarContent): CalendarContent => ({ ...content, week: wholeWeek(content.week), days: wholeDays(content.days) })

function contentOf({ name, zone, week, place, openOn, days }: Calendar): CalendarContent {
  return { name, zone, week, place, openOn, days }
}

function pick(content: CalendarContent, part: Part): Partial<CalendarContent> {
  return Object.fromEntries(parts[part].map((key) => [key, content[key]])) as Partial<CalendarContent>
}

function differs(one: CalendarContent, other: CalendarContent, part: Part): boolean {
  return JSON.stringify(pick(one, part)) !== JSON.stringify(pick(other, part))
}
