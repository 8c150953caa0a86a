import type { ReactNode } from 'react'
import type { Place } from '#contract/working-time.ts'
import { t } from '../../kit/language.ts'
import { useCountries } from './queries.ts'

/** The country, and its region where holidays differ, whose public holidays count. */
export function PlaceField({
  place,
  onChange,
  disabled,
}: {
  place: Place | null
  onChange: (place: Place | null) => void
  disabled: boolean
}): ReactNode {
  const { data: countries = [] } = useCountries()
  const regions = countries.find(({ code }) => code === place?.country)?.regions ?? []
  // Until the names are there, what is chosen is shown by its code.
  const known = place && !countries.some(({ code }) => code === place.country) ? [{ code: place.country, name: place.country }] : []
  return (
    <div className="grid max-w-xl gap-4 sm:grid-cols-2">
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.holiday.country')}
        <select
          className="field font-normal"
          value={place?.country ?? ''}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value ? { country: event.target.value, region: null } : null)}
        >
          <option value="">{t('desk.holiday.nowhere')}</option>
          {[...known, ...countries].map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {place && regions.length > 0 ? (
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.holiday.region')}
          <select
            className="field font-normal"
            value={place.region ?? ''}
            disabled={disabled}
            onChange={(event) => onChange({ ...place, region: event.target.value || null })}
          >
            <option value="">{t('desk.holiday.allRegions')}</option>
            {regions.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  )
}
