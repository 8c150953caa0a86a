import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CalendarContent, FieldFault, Holiday } from '#contract/working-time.ts'
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { hoursText } from './clockText.ts'
import { SpansField } from './SpansField.tsx'

interface HolidaysProps {
  holidays: readonly Holiday[]
  draft: CalendarContent
  change: (change: Partial<CalendarContent>) => void
  faults: readonly FieldFault[]
  disabled: boolean
}

const shownFirst = 8

/** The coming public holidays by name: closed, worked on every year, or with hours of their own on that date. */
export function HolidayList(props: HolidaysProps): ReactNode {
  const { holidays } = props
  const [areAllShown, setAllShown] = useState(false)
  if (holidays.length === 0) return <p className="text-ink-3">{t('desk.holiday.none')}</p>
  const shown = areAllShown ? holidays : holidays.slice(0, shownFirst)
  return (
    <>
      <ul>
        {shown.map((holiday) => (
          <Line key={holiday.date + holiday.name} holiday={holiday} {...props} />
        ))}
      </ul>
      {holidays.length > shownFirst ? (
        <button type="button" className="button quiet small mt-2" aria-expanded={areAllShown} onClick={() => setAllShown(!areAllShown)}>
          {areAllShown
            ? t('desk.holiday.fewer')
            : t('desk.holiday.more', { count: holidays.length - shownFirst, year: holidays.at(-1)?.date.slice(0, 4) ?? '' })}
        </button>
      ) : null}
    </>
  )
}

function Line({ holiday, draft, change, faults, disabled }: HolidaysProps & { holiday: Holiday }): ReactNode {
  const nth = draft.days.findIndex(({ date }) => date === holiday.date)
  const own = draft.days[nth]
  const choice = own ? 'own' : draft.openOn.includes(holiday.name) ? 'open' : 'closed'
  const choose = (wish: string) =>
    change({
      openOn:
        wish === 'open'
          ? [...draft.openOn.filter((name) => name !== holiday.name), holiday.name]
          : draft.openOn.filter((name) => name !== holiday.name),
      days:
        wish === 'own'
          ? [...draft.days, { date: holiday.date, name: holiday.name, hours: [['10:00', '14:00']] }]
          : draft.days.filter(({ date }) => date !== holiday.date),
    })
  const closed = holiday.from ? t('desk.holiday.closedFrom', { time: holiday.from }) : t('desk.holiday.closed')
  return (
    <li className="grid items-start gap-x-4 gap-y-2 border-t border-line py-2 narrow:grid-cols-[8.5rem_minmax(0,1fr)_12rem_minmax(0,15rem)]">
      <div className="flex flex-wrap items-baseline gap-x-3 narrow:contents">
        <time className="num pt-1.5 text-ink-2" dateTime={holiday.date}>
          {dateWords(holiday.date)} {holiday.date.slice(0, 4)}
        </time>
        <span className="pt-1.5 font-medium">{holiday.name}</span>
      </div>
      {disabled ? (
        <span className="pt-1.5">
          {choice === 'open' ? t('desk.holiday.open') : own ? hoursText(own.hours) || t('desk.holiday.closed') : closed}
        </span>
      ) : (
        <select
          className="field"
          aria-label={t('desk.holiday.on', { name: holiday.name, date: dateWords(holiday.date) })}
          value={choice}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="closed">{closed}</option>
          <option value="open">{t('desk.holiday.open')}</option>
          <option value="own">{t('desk.holiday.own')}</option>
        </select>
      )}
      {own && !disabled ? (
        <SpansField
          name={holiday.name}
          spans={own.hours}
          pointer={`/days/${nth}/hours`}
          faults={faults}
          none={t('desk.hours.closed')}
          onChange={(hours) => change({ days: draft.days.map((day, other) => (other === nth ? { ...day, hours } : day)) })}
        />
      ) : null}
    </li>
  )
}
