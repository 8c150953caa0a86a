import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../client.ts'

const managers = ['manager', 'admin']

/** Who may change what is shown, said to those who may not; `words` makes the sentence of their names. */
export function WhoMay({ words, roles = managers }: { words: (names: string) => string; roles?: readonly string[] }): ReactNode {
  const { data: names = [] } = useQuery({
    queryKey: ['staff'],
    queryFn: ({ signal }) => call<{ items: { name: string; role: string }[] }>('/staff', { signal }).then(({ items }) => items),
    select: (people) => people.filter(({ role }) => roles.includes(role)).map(({ name }) => name),
    staleTime: 60_000,
  })
  return (
    <p className="mt-4 rounded-control border border-line bg-sunken px-4 py-3">
      {words(new Intl.ListFormat('en', { type: 'disjunction' }).format(names))}
    </p>
  )
}
