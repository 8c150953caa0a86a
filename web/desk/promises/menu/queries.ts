import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { OptionPreview, ServiceOption } from '#contract/promises.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { workingDayMinutes } from './minutes.ts'
import type { Terms } from './optionDraft.ts'

export type Capacity = { teamId: string; name: string; answersPerHour: number | null }
type Week = Parameters<typeof workingDayMinutes>[0]
interface Calendar {
  week: Week
  teams: { id: string }[]
}

/** The whole menu with the record of each entry. */
export function useOptions() {
  return useQuery({
    queryKey: ['options'],
    queryFn: ({ signal }) => call<{ items: ServiceOption[] }>('/service-options', { signal }).then(({ items }) => items),
    staleTime: 10_000,
  })
}

/** How many written answers each team gives in an hour. */
export function useCapacities() {
  return useQuery({
    queryKey: ['capacities'],
    queryFn: ({ signal }) => call<{ items: Capacity[] }>('/capacities', { signal }).then(({ items }) => items),
    staleTime: 10_000,
  })
}

/** How long a working day of a team is, in minutes; of the first calendar in use for every team's. Null until that is known. */
export function useWorkingDays(): ((teamId: string) => number) | null {
  const { data, isError } = useQuery({
    queryKey: ['calendars'],
    queryFn: ({ signal }) => call<{ items: Calendar[] }>('/calendars', { signal }).then(({ items }) => items),
    staleTime: 10_000,
  })
  if (!data && !isError) return null
  return (teamId) => {
    const own = data?.find(({ teams }) => teams.some(({ id }) => id === teamId)) ?? data?.find(({ teams }) => teams.length > 0)
    return workingDayMinutes(own?.week ?? [])
  }
}

/** What somebody here can do, for the choice of a skill. */
export function useSkills() {
  return useQuery({
    queryKey: ['skills'],
    queryFn: ({ signal }) => call<{ items: string[] }>('/skills', { signal }).then(({ items }) => items),
    staleTime: 60_000,
  })
}

/** What an entry as it is typed would promise now and would have kept, with the time and level it was counted for; a moment after the last change. */
export function useOptionPreview(form: ServiceOption['form'], teamId: string, terms: Terms | null) {
  const given = terms && teamId ? previewOf(form, teamId, terms) : null
  const asked = useDeferredValue(given && JSON.stringify(given))
  return useQuery({
    queryKey: ['optionPreview', asked],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 250))
      const body = JSON.parse(asked ?? '{}') as ReturnType<typeof previewOf>
      const found = await call<Wire<OptionPreview>>('/service-options/previews', { method: 'POST', body, signal })
      return { ...found, of: { minutes: body.minutes, level: body.level } }
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  })
}

function previewOf(form: ServiceOption['form'], teamId: string, { level, minutes, windowMinutes, skill, inLanguage }: Terms) {
  return { form, teamId, level, minutes, windowMinutes, skill, inLanguage }
}
