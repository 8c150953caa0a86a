import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'
import { fold } from './rank.ts'

interface Served {
  id: string
  name: string
  email?: string | null
  phone?: string | null
  organisation?: { name: string } | null
}

const mostPeople = 5
const mostOrganisations = 3

/** People and organisations by their words, for the palette; each leads to its page. */
export function useFoundPeople(words: string, inside: string | null) {
  const navigate = useNavigate()
  const asked = useDeferredValue(words.trim())
  const isOn = asked.length > 1 && !inside
  const { data, isFetching } = useQuery({
    queryKey: ['foundPeople', fold(asked)],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 120))
      return signal.aborted ? { people: [], organisations: [] } : find(asked, signal)
    },
    enabled: isOn,
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const { people = [], organisations = [] } = (isOn ? data : undefined) ?? {}
  const entries = [
    ...organisations.map(({ id, name }) => ({
      id,
      label: name,
      side: t('desk.palette.organisation'),
      run: () => void navigate({ to: '/organisations/$id', params: { id } }),
    })),
    ...people.map((person) => ({
      id: person.id,
      label: person.name || person.email || person.phone || t('desk.nobodyNamed'),
      side: person.organisation?.name ?? person.email ?? '',
      run: () => void navigate({ to: '/customers/$id', params: { id: person.id } }),
    })),
  ]
  return { entries, isSearching: isOn && isFetching }
}

async function find(q: string, signal: AbortSignal) {
  const [people, organisations] = await Promise.all([
    call<{ items: Served[] }>(`/customers?${new URLSearchParams({ q })}`, { signal }),
    call<{ items: Served[] }>(`/organisations?${new URLSearchParams({ q, limit: String(mostOrganisations) })}`, { signal }),
  ])
  return { people: people.items.slice(0, mostPeople), organisations: organisations.items }
}
