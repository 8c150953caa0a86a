import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldFault, SpecialDay } from '#contract/working-time.ts'
import { dateWords, plusDays } from '../../kit/dates.ts'
import { Icon } from '../../kit/icons.tsx'
import { t } from '../../kit/language.ts'
import { SpansField } from './SpansField.tsx'

const nowhere: ReadonlySet<string> = new Set()

interface SpecialProps {
  days: readonly SpecialDay[]
  onChange: (days: SpecialDay[]) => void
  faults: readonly FieldFault[]
  today: string
  disabled?: boolean | undefined
  none: string
  /** Days (date and name) that stand in a list of their own beside this one. */
  elsewhere?: ReadonlySet<string>
  /** What a day is given when it is added. */
  nameHint: string
}

/** Single days that differ, by date and name, closed or with hours of their own. Past ones stay, folded away. */
export function SpecialDays({ days, onChange, faults, today, disabled, none, nameHint, elsewhere = nowhere }: SpecialProps): ReactNode {
  const [arePastShown, setPastShown] = useState(false)
  const isPast = ({ date }: SpecialDay) => /^\d{4}-\d\d-\d\d$/.test(date) && date < today
  const past = days.filter(isPast).length
  const isShown = (day: SpecialDay) => !elsewhere.has(`${day.date} ${day.name}`) && (arePastShown || !isPast(day))
  const replace = (nth: number, change: Partial<SpecialDay>) =>
    onChange(days.map((day, other) => (other === nth ? { ...day, ...change } : day)))
  return (
    <div className="flex flex-col">
      {days.some(isShown) ? null : <p className="py-2 text-ink-3">{t('desk.special.none')}</p>}
      <ul>
        {days.map((day, nth) =>
          isShown(day) ? (
            <Day
              key={nth}
              day={day}
              nth={nth}
              faults={faults}
              disabled={disabled}
              none={none}
              nameHint={nameHint}
              onChange={(change) => replace(nth, change)}
              onRemove={() => onChange(days.filter((_, other) => other !== nth))}
            />
          ) : null,
        )}
      </ul>
      <div className="flex flex-wrap gap-2 pt-3">
        {disabled ? null : (
          <button
            type="button"
            className="button small"
            onClick={() => onChange([...days, { date: freeDate(days, today), name: '', hours: [] }])}
          >
            <Icon name="plus" size={14} />
            {t('desk.special.add')}
          </button>
        )}
        {past > 0 ? (
          <button type="button" className="button quiet small" aria-expanded={arePastShown} onClick={() => setPastShown(!arePastShown)}>
            {t(arePastShown ? 'desk.special.hidePast' : 'desk.special.showPast', { count: past })}
          </button>
        ) : null}
      </div>
    </div>
  )
}

interface DayProps extends Pick<SpecialProps, 'faults' | 'disabled' | 'none' | 'nameHint'> {
  day: SpecialDay
  nth: number
  onChange: (change: Partial<SpecialDay>) => void
  onRemove: () => void
}

function Day({ day, nth, faults, disabled, none, nameHint, onChange, onRemove }: DayProps): ReactNode {
  const fault = faults.find(({ pointer }) => pointer === `/days/${nth}/date`)
  const name = day.name || (fault ? t('desk.special.nth', { nth: nth + 1 }) : dateWords(day.date))
  return (
    <li className="grid items-start gap-x-4 gap-y-2 border-t border-line py-2.5 narrow:grid-cols-[10rem_minmax(0,12rem)_1fr_auto]">
      <div className="flex flex-col gap-1">
        <input
          type="date"
          className="field num"
          aria-label={t('desk.special.date', { name })}
          value={day.date}
          disabled={disabled}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `fault-day-${nth}` : undefined}
          onChange={(event) => onChange({ date: event.target.value })}
        />
        {fault ? (
          <span id={`fault-day-${nth}`} className="text-xs text-late-text">
            {fault.detail}
          </span>
        ) : null}
      </div>
      <input
        className="field"
        aria-label={t('desk.special.name', { name })}
        placeholder={nameHint}
        maxLength={120}
        value={day.name}
        disabled={disabled}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <SpansField
        name={name}
        spans={day.hours}
        pointer={`/days/${nth}/hours`}
        faults={faults}
        disabled={disabled}
        none={none}
        onChange={(hours) => onChange({ hours })}
      />
      {disabled ? null : (
        <button
          type="button"
          className="button quiet small mt-1 justify-self-start"
          onClick={onRemove}
          aria-label={t('desk.special.remove', { name })}
        >
          {t('desk.special.takeOut')}
        </button>
      )}
    </li>
  )
}

/** The first day from tomorrow on that has no line yet. */
function freeDate(days: readonly SpecialDay[], today: string): string {
  const taken = new Set(days.map(({ date }) => date))
  for (let ahead = 1; ahead < 500; ahead++) {
    const date = plusDays(today, ahead)
    if (!taken.has(date)) return date
  }
  return ''
}
