import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { CaseView, Counts } from '#contract/faces.ts'
import { call } from '../client.ts'
import type { Wire } from '../client.ts'
import { sayRefused } from '../kit/toast.tsx'
import { useLink } from '../live.ts'
import type { Row } from './sections.ts'

export type Case = Wire<CaseView>
/** What narrows the list; the names are those of the API and of the address bar. */
export interface Filters {
  section?: string
  state?: string
  kind?: string
  owner?: string
  team?: string
  organisation?: string
  product?: string
  q?: string
  sort?: string
  openedFrom?: string
  openedTo?: string
}
interface Page {
  items: Row[]
  nextCursor: string | null
}

const pollMs = 30_000

/** The list for these filters, page after page; it polls while the live link is lost. */
export function useCases(filters: Filters) {
  const isLost = useLink().state !== 'live'
  return useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam, signal }) =>
      call<Page>(`/cases?${queryOf({ ...filters, limit: '100', ...(pageParam ? { cursor: pageParam } : {}) })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: isLost ? pollMs : false,
  })
}

/** How many cases each view and section holds. */
export function useCounts() {
  return useQuery({ queryKey: ['counts'], queryFn: ({ signal }) => call<Counts>('/cases/counts', { signal }), staleTime: 10_000 })
}

/** One case with everything the screen shows; `id` may be its number. */
export function useCase(id: string | null) {
  const isLost = useLink().state !== 'live'
  return useQuery(caseQuery(id ?? '', isLost, id !== null))
}

/** Reads a case ahead, so that opening it shows it at once. */
export function readAhead(client: QueryClient, id: string): void {
  void client.prefetchQuery(caseQuery(id, false, true))
}

interface Deed<Input> {
  send: (input: Input) => Promise<unknown>
  /** What the case will look like; taken back if the server refuses. */
  expect?: (current: Case, input: Input) => Case
  onDone?: (input: Input) => void
  onRefused?: (error: unknown, input: Input) => void
}

/** A deed on a case: shown at once, taken back when refused, read again when done. */
export function useDeed<Input = void>(id: string, deed: Deed<Input>) {
  const client = useQueryClient()
  const key = ['case', id]
  return useMutation({
    mutationFn: deed.send,
    onMutate: async (input: Input) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Case>(key)
      if (before && deed.expect) client.setQueryData(key, deed.expect(before, input))
      return { before }
    },
    onError: (error, input, saved) => {
      if (saved?.before) client.setQueryData(key, saved.before)
      ;(deed.onRefused ?? sayRefused)(error, input)
    },
    onSuccess: (_answer, input) => deed.onDone?.(input),
    onSettled: () => refresh(client, id),
  })
}

/** Reads a case, the lists and the counts again. */
export function refresh(client: QueryClient, id: string): Promise<unknown> {
  return Promise.all([['case', id], ['cases'], ['counts']].map((queryKey) => client.invalidateQueries({ queryKey })))
}

function caseQuery(id: string, isLost: boolean, enabled: boolean) {
  return {
    queryKey: ['case', id],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Case>(`/cases/${encodeURIComponent(id)}`, { signal }),
    staleTime: 10_000,
    enabled,
    refetchInterval: isLost ? pollMs : false,
  } as const
}

function queryOf(filters: Record<string, string | undefined>): string {
  const given = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return new URLSearchParams(given).toString()
}
