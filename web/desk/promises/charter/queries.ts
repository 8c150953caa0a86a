import { useQuery } from '@tanstack/react-query'
import type { CharterVersion, DeskCharter } from '#contract/charter.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'

export type Charter = Wire<DeskCharter>
export type Version = Wire<CharterVersion>

/** What the charter says, and what the menu and the texts would change in it. */
export function useCharter() {
  return useQuery({
    queryKey: ['charter'],
    queryFn: ({ signal }) => call<Charter>('/charter', { signal }),
    staleTime: 10_000,
  })
}

/** The versions, newest first. */
export function useVersions() {
  return useQuery({
    queryKey: ['charter', 'versions'],
    queryFn: ({ signal }) => call<{ items: Version[] }>('/charter/versions', { signal }).then(({ items }) => items),
    staleTime: 10_000,
  })
}
