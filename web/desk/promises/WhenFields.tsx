import { useState } from 'react'
import type { ReactNode } from 'react'
import { dateIn } from '../kit/dates.ts'
import { t } from '../kit/language.ts'
import { placeOf } from '../kit/time.ts'
import { instantOf } from '../kit/wall.ts'

/** A date and a time being typed, as the shop's clocks show it; `atMs` is null while one of them is missing. */
export function useWhen(zone: string, nowMs: number) {
  const [date, setDate] = useState(() => dateIn(zone, nowMs))
  const [time, setTime] = useState('')
  return { date, time, setDate, setTime, atMs: instantOf(date, time, zone) }
}

interface WhenProps {
  when: ReturnType<typeof useWhen>
  zone: string
  now: number
  required?: boolean
}

/** The two fields of a time, with the place whose clocks they speak of. */
export function WhenFields({ when, zone, now, required = true }: WhenProps): ReactNode {
  return (
    <>
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.when.date')}
        <input
          type="date"
          className="field num w-40!"
          min={dateIn(zone, now)}
          value={when.date}
          required={required}
          onChange={(event) => when.setDate(event.target.value)}
        />
      </label>
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.when.time', { place: placeOf(zone) })}
        <input
          type="time"
          className="field num w-32!"
          value={when.time}
          required={required}
          onChange={(event) => when.setTime(event.target.value)}
        />
      </label>
    </>
  )
}
