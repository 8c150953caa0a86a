import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { Me, RoleName } from '#contract/people.ts'
import { call, codeOf } from '../client.ts'
import type { Wire } from '../client.ts'
import { sayRefused } from '../kit/toast.tsx'

export type Person = Wire<Me>
export interface DemoPerson {
  id: string
  name: string
  role: RoleName
  teams: string[]
}

/** Who is signed in; every screen behind the door has it. */
export const PersonContext = createContext<Person | null>(null)

/** The signed-in person; a mistake of ours outside the shell. */
export function usePerson(): Person {
  const person = use(PersonContext)
  if (!person) throw new Error('nobody is signed in here')
  return person
}

/** Asks who is signed in; `null` means nobody. */
export function usePersonQuery() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) =>
      call<Person>('/me', { signal }).catch((error: unknown) => {
        if (codeOf(error) === 'unauthorised' || codeOf(error) === 'http.401') return null
        throw error
      }),
    staleTime: 60_000,
  })
}

/** The demo's people; null in a real installation, where the route does not exist. */
export function useDemoPeople() {
  return useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) =>
      call<{ items: DemoPerson[] }>('/demo/staff', { signal })
        .then(({ items }) => items)
        .catch(() => null),
    staleTime: Infinity,
    retry: false,
  })
}

/** Switches the single-letter keys on or off for this person, on every device. */
export function useLettersSwitch(): () => void {
  const client = useQueryClient()
  return () => {
    const before = client.getQueryData<Person | null>(['me'])
    if (!before) return
    const shortcuts = before.shortcuts === 'off' ? 'letters' : 'off'
    client.setQueryData<Person>(['me'], { ...before, shortcuts })
    call('/me/shortcuts', { method: 'PUT', body: { shortcuts } }).catch((error: unknown) => {
      client.setQueryData(['me'], before)
      sayRefused(error)
    })
  }
}

/** Ends the session and forgets everything read in it. */
export function useSignOut(): () => void {
  const client = useQueryClient()
  return () => {
    call('/sessions/current', { method: 'DELETE' })
      .then(() => {
        client.clear()
        location.assign('/desk/login')
      })
      .catch(sayRefused)
  }
}
