import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { dateIn, dateWords, midnightIn, mondayOf, plusDays } from '../../kit/dates.ts'
import { Icon } from '../../kit/icons.tsx'
import { t } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { placeOf } from '../../kit/time.ts'
import { useCalendars } from '../hours/queries.ts'
import { usePerson } from '../me.ts'
import { AbsenceList } from './AbsenceList.tsx'
import { AbsenceSheet } from './AbsenceSheet.tsx'
import { DaySheet } from './DaySheet.tsx'
import { NowList } from './NowList.tsx'
import { PersonSheet } from './PersonSheet.tsx'
import { useAbsences, usePresences, useShifts } from './queries.ts'
import type { Shifts } from './queries.ts'
import { WeekByDay, WeekTable } from './WeekTable.tsx'

const route = getRouteApi('/shell/settings/$page')
const absencesAheadDays = 61

/** What is open over the page. */
type Open =
  | { what: 'person'; staffId: string }
  | { what: 'day'; staffId: string; date: string }
  | { what: 'absence'; staffId: string; date?: string }

/** Shifts and absences of a team: who is there now, the week of each, who will be away. */
export function ShiftsPage(): ReactNode {
  const { teams, teamIds } = usePerson()
  const { team: wanted } = route.useSearch()
  const shown = teams.find(({ id }) => id === wanted) ?? teams.find(({ id }) => teamIds.includes(id)) ?? teams[0]
  return (
    <>
      <h1 className="text-xl font-semibold">{t('desk.settings.page.shifts')}</h1>
      <p className="mt-1 max-w-2xl text-ink-2">{t('desk.shifts.lead')}</p>
      {shown ? <TeamNames teams={teams} shownId={shown.id} /> : <Nothing title={t('desk.shifts.noTeam')} />}
      {shown ? <TeamWeek key={shown.id} teamId={shown.id} /> : null}
    </>
  )
}

function TeamNames({ teams, shownId }: { teams: readonly { id: string; name: string }[]; shownId: string }): ReactNode {
  return (
    <nav aria-label={t('desk.shifts.teams')} className="mt-5 flex gap-5 overflow-x-auto border-b border-line">
      {teams.map(({ id, name }) => (
        <Link
          key={id}
          to="/settings/$page"
          params={{ page: 'shifts' }}
          search={(before) => ({ ...before, team: id })}
          activeProps={{}}
          aria-current={id === shownId ? 'true' : undefined}
          className={`-mb-px flex min-h-9 items-center border-b-2 whitespace-nowrap ${id === shownId ? 'border-ink font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

function TeamWeek({ teamId }: { teamId: string }): ReactNode {
  const { shop } = usePerson()
  const { week } = route.useSearch()
  const [open, setOpen] = useState<Open | null>(null)
  const zone = useCalendars().data?.find(({ teams }) => teams.some(({ id }) => id === teamId))?.zone ?? shop.zone
  const today = dateIn(zone, useNow())
  const monday = mondayOf(/^\d{4}-\d\d-\d\d$/.test(week ?? '') ? (week ?? today) : today)
  const dates = Array.from({ length: 7 }, (_, day) => plusDays(monday, day))
  const [fromMs, toMs] = [midnightIn(zone, monday), midnightIn(zone, plusDays(monday, 7))]
  const people = useShifts(teamId)
  const { data: presences } = usePresences(teamId, fromMs, toMs)
  const { data: absences = [] } = useAbsences(teamId, fromMs, toMs)
  if (people.isPending) return <Bones rows={5} />
  if (people.isError) return <Failed error={people.error} again={() => void people.refetch()} />
  if (people.data.length === 0) return <Nothing title={t('desk.shifts.nobody')}>{t('desk.shifts.nobodyLead')}</Nothing>
  const person = open ? people.data.find(({ staffId }) => staffId === open.staffId) : undefined
  const close = () => setOpen(null)
  const grid = {
    people: people.data,
    dates,
    presences,
    absences,
    zone,
    today,
    onPerson: (staffId: string) => setOpen({ what: 'person', staffId }),
    onDay: (staffId: string, date: string) => setOpen({ what: 'day', staffId, date }),
  }
  const self = people.data.find(({ mayAbsent }) => mayAbsent)
  return (
    <>
      <NowList teamId={teamId} people={people.data} zone={zone} />
      <div className="mt-6 mb-3 flex flex-wrap items-center gap-2">
        <WeekWalk monday={monday} today={today} zone={zone} />
        <span className="flex-1" />
        {self ? (
          <button type="button" className="button" onClick={() => setOpen({ what: 'absence', staffId: ownOf(people.data).staffId })}>
            <Icon name="plus" />
            {t(people.data.some(({ mayChange }) => mayChange) ? 'desk.absence.add' : 'desk.absence.addMine')}
          </button>
        ) : null}
      </div>
      <WeekTable {...grid} />
      <WeekByDay {...grid} />
      {people.data.some(({ mayChange }) => mayChange) ? null : <p className="mt-3 text-xs text-ink-3">{t('desk.shifts.whoMay')}</p>}
      <AbsenceList teamId={teamId} fromMs={midnightIn(zone, today)} toMs={midnightIn(zone, plusDays(today, absencesAheadDays))} />
      <PersonSheet person={open?.what === 'person' ? person : undefined} zone={zone} today={today} onClose={close} />
      <DaySheet
        person={open?.what === 'day' ? person : undefined}
        date={open?.what === 'day' ? open.date : today}
        onClose={close}
        onAbsence={() => open?.what === 'day' && setOpen({ what: 'absence', staffId: open.staffId, date: open.date })}
      />
      <AbsenceSheet
        isOpen={open?.what === 'absence'}
        people={people.data.filter(({ mayAbsent }) => mayAbsent)}
        staffId={open?.staffId ?? ''}
        date={open?.what === 'absence' && open.date ? open.date : plusDays(today, 1)}
        onClose={close}
      />
    </>
  )
}

/** Whoever looks is proposed first: nobody for whom they may not speak. */
function ownOf(people: readonly Shifts[]): { staffId: string } {
  return people.filter(({ mayAbsent }) => mayAbsent).length === 1
    ? (people.find(({ mayAbsent }) => mayAbsent) ?? { staffId: '' })
    : { staffId: '' }
}

function WeekWalk({ monday, today, zone }: { monday: string; today: string; zone: string }): ReactNode {
  const walk = (week: string, label: string, sign: 'left' | 'right' | null) => (
    <Link
      to="/settings/$page"
      params={{ page: 'shifts' }}
      search={(before) => ({ ...before, week })}
      activeProps={{}}
      className={`button small ${sign ? 'icon' : ''}`}
      aria-label={sign ? label : undefined}
    >
      {sign ? (
        <span className={sign === 'right' ? 'rotate-180' : ''}>
          <Icon name="left" size={16} />
        </span>
      ) : (
        label
      )}
    </Link>
  )
  return (
    <>
      {walk(plusDays(monday, -7), t('desk.shifts.weekBefore'), 'left')}
      {walk(plusDays(monday, 7), t('desk.shifts.weekAfter'), 'right')}
      {monday === mondayOf(today) ? null : walk(mondayOf(today), t('desk.shifts.thisWeek'), null)}
      <h2 className="num font-semibold">
        {t('desk.shifts.week', { from: dateWords(monday), until: dateWords(plusDays(monday, 6)), year: monday.slice(0, 4) })}
      </h2>
      <span className="text-xs text-ink-3">{t('desk.hours.timesIn', { place: placeOf(zone) })}</span>
    </>
  )
}
