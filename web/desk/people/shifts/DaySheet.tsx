import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { SpanText } from '#contract/working-time.ts'
import { Alert } from '../../kit/Alert.tsx'
import { dateWords, weekdayOf, weekdayWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { SpansField } from '../hours/SpansField.tsx'
import type { Shifts } from './queries.ts'
import { useSavePlan } from './saving.ts'

interface DayProps {
  person: Shifts | undefined
  date: string
  onClose: () => void
  /** They are away that day rather than working other hours. */
  onAbsence: () => void
}

/** One day of one person that differs from their week. */
export function DaySheet(props: DayProps): ReactNode {
  const { person, date, onClose } = props
  return (
    <Sheet
      open={person !== undefined}
      onClose={onClose}
      title={person ? t('desk.shifts.dayOf', { name: person.name, date: dateWords(date, 'long') }) : ''}
      calm
    >
      {person ? <Form {...props} person={person} /> : null}
    </Sheet>
  )
}

const choices = ['usual', 'other', 'free'] as const

function Form({ person, date, onClose, onAbsence }: DayProps & { person: Shifts }): ReactNode {
  const own = person.days.find((day) => day.date === date)
  const [choice, setChoice] = useState<(typeof choices)[number]>(own ? (own.hours.length ? 'other' : 'free') : 'usual')
  const [hours, setHours] = useState<SpanText[]>(own?.hours.length ? own.hours : [['09:00', '17:00']])
  const [name, setName] = useState(own?.name ?? '')
  const { save, busy, faults, refused } = useSavePlan(person, onClose)
  const others = person.days.filter((day) => day.date !== date)
  const nth = others.filter((day) => day.date < date).length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const day = { date, name: name.trim(), hours: choice === 'other' ? hours : [] }
    save({ zone: person.zone, week: person.week, days: choice === 'usual' ? others : [...others.slice(0, nth), day, ...others.slice(nth)] })
  }
  const weekday = weekdayWords(weekdayOf(date))
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1.5">
        <legend className="sr-only">{t('desk.day.how')}</legend>
        {choices.map((value) => (
          <label key={value} className="flex min-h-7 items-center gap-2.5">
            <input type="radio" name="choice" className="size-4 accent-ink" checked={choice === value} onChange={() => setChoice(value)} />
            {t(`desk.day.${value}`, { weekday })}
          </label>
        ))}
      </fieldset>
      {choice === 'other' ? (
        <SpansField
          name={dateWords(date)}
          spans={hours}
          onChange={setHours}
          pointer={`/days/${nth}/hours`}
          faults={faults}
          none={t('desk.shifts.off')}
        />
      ) : null}
      {choice === 'usual' ? null : (
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.day.name')}
          <input
            className="field font-normal"
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
      )}
      {refused ? <Alert>{refused}</Alert> : null}
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button primary" disabled={busy || (choice === 'other' && hours.length === 0)}>
          {t('desk.section.save')}
        </button>
        <button type="button" className="button" onClick={onAbsence}>
          {t('desk.day.absence')}
        </button>
      </div>
    </form>
  )
}
