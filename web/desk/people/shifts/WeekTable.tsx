import type { ReactNode } from 'react'
import { dateWords, weekdayWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import type { Absence, Shifts } from './queries.ts'
import { stretchOf } from './queries.ts'
import { cellsOf, touches } from './week.ts'
import type { Stretch } from './week.ts'

interface GridProps {
  people: readonly Shifts[]
  dates: readonly string[]
  presences: ReadonlyMap<string, Stretch[]> | undefined
  absences: readonly Absence[]
  zone: string
  today: string
  onPerson: (staffId: string) => void
  onDay: (staffId: string, date: string) => void
  /** Whole hours without their minutes, for narrow columns. */
  isShort?: boolean
}

/** A week of a team: people by days. Absences are hatched and named; a day somebody stated is underlined. */
export function WeekTable(props: GridProps): ReactNode {
  const { people, dates, today, onPerson } = props
  return (
    <div className="overflow-x-auto max-narrow:hidden" tabIndex={0} role="region" aria-label={t('desk.shifts.table')}>
      <table className="w-full min-w-2xl table-fixed border-collapse text-xs">
        <thead>
          <tr>
            <th scope="col" className="w-40 border-b border-line-strong py-2 text-start font-medium text-ink-3">
              {t('desk.shifts.person')}
            </th>
            {dates.map((date) => (
              <th
                key={date}
                scope="col"
                className={`num border-b border-line-strong px-1.5 py-2 text-start ${date === today ? 'font-semibold underline decoration-2 underline-offset-4' : 'font-medium text-ink-2'}`}
              >
                <span className="block">{dateWords(date).slice(0, 3)}</span> {dateWords(date).slice(4)}
                {date === today ? <span className="sr-only"> {t('desk.hours.today')}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.staffId} className="border-b border-line align-top">
              <th scope="row" className="py-2 pe-3 text-start font-normal">
                <Name person={person} onPerson={onPerson} />
                <Able person={person} />
              </th>
              {dates.map((date) => (
                <td key={date} className="h-px border-l border-line p-0">
                  <Cell {...props} person={person} date={date} isShort />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same for phones: day by day, who is there and who is away. */
export function WeekByDay(props: GridProps): ReactNode {
  const { people, dates, today, onPerson } = props
  return (
    <div className="narrow:hidden">
      {dates.map((date, day) => (
        <section key={date} aria-label={dateWords(date, 'long')} className="mb-4">
          <h3
            className={`border-b border-line-strong pb-1 font-semibold ${date === today ? 'underline decoration-2 underline-offset-4' : ''}`}
          >
            {weekdayWords(day)} {dateWords(date).split(' ').slice(1).join(' ')}
            {date === today ? <span className="font-normal"> {t('desk.hours.today')}</span> : null}
          </h3>
          <ul>
            {people.map((person) => (
              <li key={person.staffId} className="grid grid-cols-[1fr_9rem] items-stretch border-b border-line">
                <span className="py-2">
                  <Name person={person} onPerson={onPerson} />
                </span>
                <Cell {...props} person={person} date={date} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Name({ person, onPerson }: { person: Shifts; onPerson: (staffId: string) => void }): ReactNode {
  if (!person.mayChange) return <span className="text-sm font-medium">{person.name}</span>
  return (
    <button
      type="button"
      className="text-start text-sm font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
      onClick={() => onPerson(person.staffId)}
      aria-label={t('desk.shifts.edit', { name: person.name })}
    >
      {person.name}
    </button>
  )
}

function Able({ person }: { person: Shifts }): ReactNode {
  const words = [...person.skills, ...(person.takesCalls ? [t('desk.shifts.calls')] : [])]
  return (
    <span className="mt-0.5 block text-ink-3">
      {person.languages.join(' ')}
      {words.length > 0 ? ` · ${words.join(', ')}` : ''}
    </span>
  )
}

function Cell({ person, date, dates, presences, absences, zone, onDay, isShort }: GridProps & { person: Shifts; date: string }): ReactNode {
  const hours = cellsOf(presences?.get(person.staffId) ?? [], dates, zone).get(date) ?? []
  const away = absences.find((absence) => absence.staffId === person.staffId && touches(stretchOf(absence), date, zone))
  const own = person.days.find((day) => day.date === date)
  const words = (
    <>
      {hours.map((text) => (
        <span
          key={text}
          className={`num block ${isShort ? '' : 'whitespace-nowrap'} ${own ? 'underline decoration-dotted underline-offset-4' : ''}`}
        >
          {isShort ? shortened(text) : text}
        </span>
      ))}
      {away ? (
        <span className="block w-fit bg-surface pe-1 font-medium">
          {t(away.reason ? `desk.absence.reason.${away.reason}` : 'desk.absence.away')}
        </span>
      ) : null}
      {hours.length === 0 && !away ? <span className="block text-ink-3">{t('desk.shifts.off')}</span> : null}
      {own?.name ? <span className="block text-ink-2 [overflow-wrap:anywhere]">{own.name}</span> : null}
    </>
  )
  const look = `block h-full min-h-11 w-full px-1.5 py-2 text-start text-xs ${away ? 'hatched' : ''}`
  if (!person.mayChange) return <div className={look}>{words}</div>
  return (
    <button type="button" className={`${look} hover:bg-hover focus-visible:-outline-offset-2`} onClick={() => onDay(person.staffId, date)}>
      <span className="sr-only">{t('desk.shifts.dayOf', { name: person.name, date: dateWords(date, 'long') })} </span>
      {words}
    </button>
  )
}

const shortened = (hours: string) => hours.replaceAll(':00', '')
