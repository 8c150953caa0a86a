import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { SpanText } from '#contract/working-time.ts'
import { Alert } from '../../kit/Alert.tsx'
import { EditSheet } from '../../kit/EditSheet.tsx'
import { t } from '../../kit/language.ts'
import { placeOf } from '../../kit/time.ts'
import { SpecialDays } from '../hours/SpecialDays.tsx'
import { WeekEditor } from '../hours/WeekEditor.tsx'
import { ZoneField } from '../../kit/ZoneField.tsx'
import { AbilitiesForm } from './AbilitiesForm.tsx'
import type { Shifts } from './queries.ts'
import { useSavePlan } from './saving.ts'

interface PersonProps {
  person: Shifts | undefined
  /** The zone of their team. */
  zone: string
  today: string
  onClose: () => void
}

/** A person's week, single days and what they can do. With something unsaved it asks before it closes. */
export function PersonSheet({ person, zone, today, onClose }: PersonProps): ReactNode {
  return (
    <EditSheet
      open={person !== undefined}
      onClose={onClose}
      title={person?.name ?? ''}
      lead={t('desk.person.lead')}
      wide
      calm
      form={(tell) =>
        person ? (
          <>
            <PlanForm key={person.staffId} person={person} zone={zone} today={today} {...tell} />
            <AbilitiesForm key={`${person.staffId} can`} person={person} {...tell} />
          </>
        ) : null
      }
    />
  )
}

interface FormProps {
  person: Shifts
  zone: string
  today: string
  onDirty: (isDirty: boolean) => void
  onDone: () => void
}

const office: SpanText[][] = Array.from({ length: 7 }, (_, day) => (day < 5 ? [['09:00', '17:00'] as SpanText] : []))

function PlanForm({ person, zone, today, onDirty, onDone }: FormProps): ReactNode {
  const [isOwn, setOwn] = useState(person.week !== null)
  const [week, setWeek] = useState(person.week ?? office)
  const [ownZone, setOwnZone] = useState(person.zone ?? '')
  const [days, setDays] = useState(person.days)
  const { save, busy, faults, refused } = useSavePlan(person, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({ zone: isOwn && ownZone ? ownZone : null, week: isOwn ? week : null, days })
  }
  const touch = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      onDirty(true)
      set(value)
    }
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 font-semibold">{t('desk.person.week')}</legend>
        <Radio label={t('desk.person.follows')} isOn={!isOwn} onChoose={() => touch(setOwn)(false)} />
        <Radio label={t('desk.person.own')} isOn={isOwn} onChoose={() => touch(setOwn)(true)} />
      </fieldset>
      {isOwn ? (
        <>
          <WeekEditor week={week} onChange={touch(setWeek)} faults={faults} none={t('desk.shifts.off')} />
          <div className="max-w-xs">
            <ZoneField
              zone={ownZone}
              onChange={touch(setOwnZone)}
              otherwise={t('desk.person.teamZone', { place: placeOf(zone) })}
              error={faults.find(({ pointer }) => pointer === '/zone')?.detail}
            />
          </div>
        </>
      ) : null}
      <section aria-labelledby="single-days">
        <h3 id="single-days" className="font-semibold">
          {t('desk.person.days')}
        </h3>
        <SpecialDays
          days={days}
          onChange={touch(setDays)}
          faults={faults}
          today={today}
          none={t('desk.shifts.off')}
          nameHint={t('desk.person.dayHint')}
        />
      </section>
      {refused ? <Alert>{refused}</Alert> : null}
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.person.save')}
      </button>
    </form>
  )
}

function Radio({ label, isOn, onChoose }: { label: string; isOn: boolean; onChoose: () => void }): ReactNode {
  return (
    <label className="flex min-h-7 items-center gap-2.5">
      <input type="radio" name="whose" className="size-4 accent-ink" checked={isOn} onChange={onChoose} />
      {label}
    </label>
  )
}
