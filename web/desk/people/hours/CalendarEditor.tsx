import { useRef } from 'react'
import type { ReactNode } from 'react'
import type { CalendarContent, CalendarPreview } from '#contract/working-time.ts'
import { dateIn, dateWords, weekdayWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { placeOf } from '../../kit/time.ts'
import { UnsavedGuard } from '../../kit/unsaved.tsx'
import { useCalendarDraft } from './calendarDraft.ts'
import { hoursText, runsOf } from './clockText.ts'
import { FortnightStrip } from './FortnightStrip.tsx'
import { HolidayList } from './HolidayList.tsx'
import { PlaceField } from './PlaceField.tsx'
import type { Calendar } from './queries.ts'
import { usePreview } from './queries.ts'
import { Section } from './Section.tsx'
import { SpecialDays } from './SpecialDays.tsx'
import { TeamsOf } from './TeamsOf.tsx'
import { WeekEditor } from './WeekEditor.tsx'
import { ZoneField } from '../../kit/ZoneField.tsx'

/** One calendar: the two weeks it means, and its parts, each saved on its own. */
export function CalendarEditor({ calendar, all }: { calendar: Calendar; all: readonly Calendar[] }): ReactNode {
  const state = useCalendarDraft(calendar)
  const { draft, base, change } = state
  const { data: preview } = usePreview(draft)
  const faults = preview?.faults ?? []
  const days = useLastRead(preview)
  const today = useToday(base.zone)
  const disabled = !calendar.mayChange
  const shared = { state, mayChange: calendar.mayChange }
  const holidays = preview?.holidays ?? calendar.holidays
  return (
    <>
      <UnsavedGuard isDirty={(['basics', 'week', 'days'] as const).some(state.isDirty)} />
      <section aria-label={t('desk.hours.fortnight')}>
        <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
          <h2 className="text-base font-semibold">{t('desk.hours.fortnight')}</h2>
          <p className="text-xs text-ink-3">
            {t('desk.hours.timesIn', { place: placeOf(draft.zone) })}
            {faults.length > 0 ? <span role="status"> · {t('desk.hours.lastRead')}</span> : null}
          </p>
        </div>
        <FortnightStrip days={days} today={today} />
      </section>
      <Section title={t('desk.hours.week')} part="week" saved={weekWords(base)} {...shared}>
        <WeekEditor
          week={draft.week}
          onChange={(week) => change({ week })}
          faults={faults}
          disabled={disabled}
          none={t('desk.hours.closed')}
        />
      </Section>
      <Section title={t('desk.holiday.title')} lead={t('desk.holiday.lead')} part="days" saved={daysWords(base)} {...shared}>
        <PlaceField place={draft.place} onChange={(place) => change({ place, openOn: [] })} disabled={disabled} />
        {draft.place ? (
          <div className="mt-4">
            <HolidayList holidays={holidays} draft={draft} change={change} faults={faults} disabled={disabled} />
            <p className="mt-2 text-xs text-ink-3">{t('desk.holiday.source')}</p>
          </div>
        ) : null}
        <h3 className="mt-6 font-semibold">{t('desk.special.title')}</h3>
        <p className="mb-2 text-ink-2">{t('desk.special.lead')}</p>
        <SpecialDays
          days={draft.days}
          onChange={(days) => change({ days })}
          faults={faults}
          today={today}
          disabled={disabled}
          none={t('desk.hours.closed')}
          nameHint={t('desk.special.hint')}
          elsewhere={new Set(draft.place ? holidays.map(({ date, name }) => `${date} ${name}`) : [])}
        />
      </Section>
      <Section title={t('desk.hours.basics')} part="basics" saved={`${base.name}, ${base.zone}`} {...shared}>
        <div className="grid max-w-xl gap-4 sm:grid-cols-2">
          <label className="flex flex-col gap-1.5 font-medium">
            {t('desk.hours.name')}
            <input
              className="field font-normal"
              value={draft.name}
              maxLength={200}
              disabled={disabled}
              aria-invalid={draft.name.trim() === '' || undefined}
              onChange={(event) => change({ name: event.target.value })}
            />
            {draft.name.trim() === '' ? <span className="text-xs font-normal text-late-text">{t('desk.hours.nameMissing')}</span> : null}
          </label>
          <ZoneField
            zone={draft.zone}
            onChange={(zone) => change({ zone })}
            disabled={disabled}
            error={faults.find(({ pointer }) => pointer === '/zone')?.detail}
          />
        </div>
      </Section>
      <Section title={t('desk.hours.teams')}>
        <TeamsOf calendar={calendar} all={all} />
      </Section>
    </>
  )
}

/** The two weeks of the last hours that could be read: while a time is half typed they stay where they are. */
function useLastRead(preview: CalendarPreview | null | undefined): CalendarPreview['days'] {
  const last = useRef<CalendarPreview['days']>([])
  if (preview && preview.faults.length === 0) last.current = preview.days
  return last.current
}

function useToday(zone: string): string {
  return dateIn(zone, useNow())
}

/** A week in words: `Mon–Fri 09:00–18:00; Sat–Sun closed`. */
function weekWords({ week }: CalendarContent): string {
  return runsOf(week)
    .map(({ first, last, hours }) => {
      const days = first === last ? weekdayWords(first, 'short') : `${weekdayWords(first, 'short')}–${weekdayWords(last, 'short')}`
      return `${days} ${hours || t('desk.hours.closedWord')}`
    })
    .join('; ')
}

function daysWords({ place, openOn, days }: CalendarContent): string {
  const where = place ? [place.country, place.region].filter(Boolean).join(' ') : t('desk.holiday.nowhere')
  const own = days.map(({ date, hours }) => `${dateWords(date)} ${hoursText(hours) || t('desk.hours.closedWord')}`)
  return [where, ...openOn.map((name) => t('desk.holiday.openOnName', { name })), ...own].join('; ')
}
