import type { ReactNode } from 'react'
import { t } from './language.ts'
import { useNow } from './now.ts'
import { clockTime } from './time.ts'

interface ZoneProps {
  zone: string
  onChange: (zone: string) => void
  error?: string | undefined
  disabled?: boolean | undefined
  /** The choice of none, where there is one. */
  otherwise?: string
}

/** A time zone by its name, with the time it is there now. */
export function ZoneField({ zone, onChange, error, disabled, otherwise }: ZoneProps): ReactNode {
  const now = useNow()
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {t('desk.hours.zone')}
      <select
        className="field font-normal"
        value={zone}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {otherwise === undefined ? null : <option value="">{otherwise}</option>}
        {zonesWith(zone).map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      {error ? <span className="text-xs font-normal text-late-text">{error}</span> : null}
      {zone && !error ? (
        <span className="text-xs font-normal text-ink-3">{t('desk.hours.nowThere', { time: timeIn(now, zone) })}</span>
      ) : null}
    </label>
  )
}

// A zone may have an older name than the ones this browser lists.
function zonesWith(zone: string): string[] {
  const all = Intl.supportedValuesOf('timeZone')
  return zone === '' || all.includes(zone) ? all : [zone, ...all]
}

function timeIn(now: number, zone: string): string {
  try {
    return clockTime(now, zone)
  } catch {
    return ''
  }
}
