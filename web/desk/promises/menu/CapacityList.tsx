import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import type { Capacity } from './queries.ts'

/** How many written answers each team gives in an hour with everybody there: what every offer is made from. */
export function CapacityList({ capacities, mayChange }: { capacities: readonly Capacity[]; mayChange: boolean }): ReactNode {
  return (
    <section aria-labelledby="capacity" className="mt-10 border-t border-line-strong pt-4">
      <h2 id="capacity" className="text-base font-semibold">
        {t('desk.capacity.title')}
      </h2>
      <p className="mt-1 max-w-2xl text-ink-2">{t('desk.capacity.lead')}</p>
      <ul className="mt-3 border-t border-line">
        {capacities.map((capacity) => (
          <li key={`${capacity.teamId} ${capacity.answersPerHour}`} className="border-b border-line py-2">
            {mayChange ? <Row capacity={capacity} /> : <Shown capacity={capacity} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shown({ capacity }: { capacity: Capacity }): ReactNode {
  const { name, answersPerHour } = capacity
  return (
    <p className="flex justify-between gap-4 px-2">
      <span>{name}</span>
      <span className="num">
        {answersPerHour === null ? t('desk.capacity.none') : t('desk.capacity.perHour', { count: answersPerHour })}
      </span>
    </p>
  )
}

function Row({ capacity }: { capacity: Capacity }): ReactNode {
  const client = useQueryClient()
  const saved = capacity.answersPerHour === null ? '' : String(capacity.answersPerHour)
  const [typed, setTyped] = useState(saved)
  const [fault, setFault] = useState<string | null>(null)
  const id = `capacity-${capacity.teamId}`
  const save = (event: FormEvent) => {
    event.preventDefault()
    const answersPerHour = Number(typed.replace(',', '.'))
    if (!(answersPerHour >= 0.1 && answersPerHour <= 1000)) return setFault(t('desk.capacity.fault'))
    setFault(null)
    call(`/teams/${capacity.teamId}/capacity`, { method: 'PUT', body: { answersPerHour } }).then(
      () => {
        sayDone(t('desk.capacity.saved', { name: capacity.name }))
        void client.invalidateQueries({ queryKey: ['capacities'] })
      },
      (refused: unknown) => setFault(refusalText(refused)),
    )
  }
  return (
    <form onSubmit={save} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-2" noValidate>
      <label htmlFor={id} className="min-w-28 flex-1">
        {capacity.name}
      </label>
      <input
        id={id}
        inputMode="decimal"
        className="field num w-20! text-end"
        value={typed}
        aria-invalid={fault !== null || undefined}
        aria-describedby={`${id}-unit`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span id={`${id}-unit`} className="text-ink-2">
        {t('desk.capacity.unit')}
        {fault ? <span className="block text-xs text-late-text">{fault}</span> : null}
      </span>
      {typed === saved ? null : (
        <button type="submit" className="button small primary" aria-label={t('desk.section.saveOf', { title: capacity.name })}>
          {t('desk.section.save')}
        </button>
      )}
    </form>
  )
}
