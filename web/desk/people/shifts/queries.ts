import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AbsenceView, PresenceView, ShiftsView } from '#contract/working-time.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import type { Stretch } from './week.ts'

export type Shifts = ShiftsView
export type Absence = Wire<AbsenceView>

const pollMs = 60_000
const listOf = <Item>(path: string, signal: AbortSignal) => call<{ items: Item[] }>(path, { signal }).then(({ items }) => items)
const between = (teamId: string, fromMs: number, toMs: number) =>
  new URLSearchParams({ teamId, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() })

/** The people of a team with their weeks. */
export function useShifts(teamId: string) {
  return useQuery({
    queryKey: ['shifts', teamId],
    queryFn: ({ signal }) => listOf<Shifts>(`/shifts?teamId=${teamId}`, signal),
    staleTime: 10_000,
  })
}

/** Who is there when, by person. */
export function usePresences(teamId: string, fromMs: number, toMs: number) {
  return useQuery({
    queryKey: ['presences', teamId, fromMs, toMs],
    queryFn: async ({ signal }) => {
      const people = await listOf<Wire<PresenceView>>(`/presences?${between(teamId, fromMs, toMs)}`, signal)
      return new Map(people.map(({ staffId, stretches }) => [staffId, stretches.map(stretchOf)]))
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: pollMs,
  })
}

/** Who of a team is away between two instants, earliest first. */
export function useAbsences(teamId: string, fromMs: number, toMs: number) {
  return useQuery({
    queryKey: ['absences', teamId, fromMs, toMs],
    queryFn: ({ signal }) => listOf<Absence>(`/absences?${between(teamId, fromMs, toMs)}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

/** Skills somebody here has. */
export function useSkills() {
  return useQuery({ queryKey: ['skills'], queryFn: ({ signal }) => listOf<string>('/skills', signal), staleTime: pollMs })
}

/** Reads everything about who works when again. */
export function useRefreshShifts(): () => void {
  const client = useQueryClient()
  return () => ['shifts', 'presences', 'absences', 'skills'].forEach((key) => void client.invalidateQueries({ queryKey: [key] }))
}

export const stretchOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): Stretch => ({
  startMs: Date.parse(startsAt),
  endMs: Date.parse(endsAt),
})
