import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { CalendarContent, CalendarPreview, CalendarView, Country } from '#contract/working-time.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'

/** Hours are the same pairs on both sides of the wire. */
export type Calendar = Wire<Omit<CalendarView, 'week' | 'days'>> & Pick<CalendarView, 'week' | 'days'>

/** All calendars by name. */
export function useCalendars() {
  return useQuery({
    queryKey: ['calendars'],
    queryFn: ({ signal }) => call<{ items: Calendar[] }>('/calendars', { signal }).then(({ items }) => items),
    staleTime: 10_000,
  })
}

/** What the hours would mean if they were saved; a moment after the last change. */
export function usePreview(content: CalendarContent) {
  const asked = useDeferredValue(JSON.stringify({ ...content, name: content.name.trim() || 'Hours' }))
  return useQuery({
    queryKey: ['calendarPreview', asked],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 250))
      if (signal.aborted) return null
      return call<CalendarPreview>('/calendar-previews', { method: 'POST', body: JSON.parse(asked) as CalendarContent, signal })
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

/** Countries and regions whose public holidays are known. */
export function useCountries() {
  return useQuery({
    queryKey: ['holidayPlaces'],
    queryFn: ({ signal }) => call<{ items: Country[] }>('/holiday-places', { signal }).then(({ items }) => items),
    staleTime: Infinity,
  })
}
