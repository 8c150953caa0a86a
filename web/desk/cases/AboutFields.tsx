import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import { call } from '../client.ts'
import { useProducts } from '../kit/choices.ts'
import { t } from '../kit/language.ts'

interface FieldsProps {
  /** The address typed so far: who is behind it may be known to act for an organisation. */
  email: string
  customerId: string | null
}

/** What a new case is about, and for which of their projects, where the customer acts for an organisation. */
export function AboutFields({ email, customerId }: FieldsProps): ReactNode {
  const found = useIdBehind(useDeferredValue(email.trim().toLowerCase()), customerId === null)
  const products = (useProducts().data ?? []).filter(({ active }) => active)
  const projects = useOwnProjects(customerId ?? found)
  if (products.length === 0 && projects.length === 0) return null
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {products.length > 0 ? (
        <Choice name="productId" label={t('desk.facts.product')} none={t('desk.facts.noProduct')} choices={products} />
      ) : null}
      {projects.length > 0 ? (
        <Choice
          name="projectId"
          label={t('desk.facts.project')}
          none={t(projects.length === 1 ? 'desk.newCase.onlyProject' : 'desk.facts.noProject')}
          choices={projects}
        />
      ) : null}
    </div>
  )
}

interface ChoiceProps {
  name: string
  label: string
  none: string
  choices: readonly { id: string; name: string }[]
}

function Choice({ name, label, none, choices }: ChoiceProps): ReactNode {
  return (
    <label className="flex min-w-0 flex-col gap-1.5 font-medium">
      {label}
      <select name={name} className="field font-normal">
        <option value="">{none}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The person of exactly this address, as far as the reader may know of them. */
function useIdBehind(email: string, isOn: boolean): string | null {
  const { data } = useQuery({
    queryKey: ['customers', email],
    queryFn: ({ signal }) =>
      call<{ items: { id: string; email: string | null }[] }>(`/customers?${new URLSearchParams({ q: email })}`, { signal }).then(
        ({ items }) => items,
      ),
    enabled: isOn && /^\S+@\S+\.\S+$/.test(email),
    staleTime: 10_000,
  })
  return (isOn && data?.find((one) => one.email === email)?.id) || null
}

function useOwnProjects(customerId: string | null): readonly { id: string; name: string }[] {
  const { data } = useQuery({
    queryKey: ['customer', customerId],
    queryFn: ({ signal }) => call<{ rights: { projects: { id: string; name: string }[] } | null }>(`/customers/${customerId}`, { signal }),
    enabled: customerId !== null,
    staleTime: 10_000,
  })
  return data?.rights?.projects ?? []
}
