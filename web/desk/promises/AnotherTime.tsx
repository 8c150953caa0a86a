import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Feasibility } from '#contract/promises.ts'
import { call } from '../client.ts'
import { say, t } from '../kit/language.ts'
import { whenWords } from '../kit/time.ts'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import type { OfferRow } from './PromiseList.tsx'
import { useWhen, WhenFields } from './WhenFields.tsx'

type Form = 'written' | 'call'

interface TimeProps {
  caseId: string
  zone: string
  now: number
  mayOverbook: boolean
  onDone: () => void
  /** Where a time is being chosen: the list with the named one among it, and that one. */
  onOffered?: ((offers: OfferRow[], named: OfferRow) => void) | undefined
}

interface Asked {
  form: Form
  atMs: number
  answer: Feasibility
}

/** A time that nobody offered: whether it could be kept, and what stands in its way; a lead may decide to promise it all the same. */
export function AnotherTime({ caseId, zone, now, mayOverbook, onDone, onOffered }: TimeProps): ReactNode {
  const when = useWhen(zone, now)
  const [form, setForm] = useState<Form>('written')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [error, setError] = useState<unknown>(null)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const { atMs } = when
    if (atMs === null) return
    setError(null)
    call<Feasibility>(`/cases/${caseId}/feasibility?${new URLSearchParams({ form, at: iso(atMs) })}`).then(
      (answer) => setAsked({ form, atMs, answer }),
      setError,
    )
  }
  // What was found out is about the time that was asked for, not about what is typed now.
  const current = asked && asked.form === form && asked.atMs === when.atMs ? asked : null
  return (
    <div className="flex flex-col gap-4">
      <form onSubmit={ask} className="flex flex-wrap items-end gap-3">
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.another.form')}
          <select className="field w-40!" value={form} onChange={(event) => setForm(event.target.value === 'call' ? 'call' : 'written')}>
            <option value="written">{t('desk.form.written')}</option>
            <option value="call">{t('desk.form.call')}</option>
          </select>
        </label>
        <WhenFields when={when} zone={zone} now={now} />
        <button type="submit" className="button">
          {t('desk.another.ask')}
        </button>
      </form>
      <Trouble error={error} />
      {current ? (
        <Found
          key={`${current.form} ${current.atMs}`}
          {...{ caseId, zone, now, mayOverbook, onDone, onOffered }}
          asked={current}
          onRefused={setError}
        />
      ) : null}
    </div>
  )
}

function Found({ asked, onRefused, ...props }: TimeProps & { asked: Asked; onRefused: (error: unknown) => void }): ReactNode {
  const { caseId, zone, now, onDone, onOffered } = props
  const when = say(whenWords(asked.atMs, now, zone))
  const propose = () =>
    call<{ promise: unknown }>(`/cases/${caseId}/proposals`, { method: 'POST', body: { form: asked.form, at: iso(asked.atMs) } }).then(
      ({ promise }) => {
        sayDone(t(promise ? 'desk.another.promised' : 'desk.another.gone'))
        if (promise) onDone()
      },
      onRefused,
    )
  const offer = (): Promise<void> =>
    call<{ items: OfferRow[] }>(`/cases/${caseId}/offers`, { method: 'POST', body: { form: asked.form, at: iso(asked.atMs) } }).then(
      ({ items }) => {
        const named = items.find(({ form, startsAt, dueAt }) => form === asked.form && Date.parse(startsAt ?? dueAt) === asked.atMs)
        if (named) onOffered?.(items, named)
      },
      onRefused,
    )
  return (
    <div role="status" className="rounded-control border border-line bg-canvas p-3">
      {asked.answer.feasible ? (
        <>
          <p>{t('desk.another.feasible', { when })}</p>
          <button type="button" className="button mt-2" onClick={() => void (onOffered ? offer() : propose())}>
            {t(onOffered ? 'desk.another.choose' : 'desk.another.promise')}
          </button>
        </>
      ) : (
        <>
          <p className="font-medium">{t('desk.another.not', { when })}</p>
          <ul className="mt-1 list-disc ps-5">
            {asked.answer.obstacles.map(({ code, sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ul>
          {asked.answer.obstacles.some(({ code }) => code === 'past') ? null : <Overbook asked={asked} onRefused={onRefused} {...props} />}
        </>
      )}
    </div>
  )
}

function Overbook({
  asked,
  onRefused,
  caseId,
  mayOverbook,
  onDone,
}: TimeProps & { asked: Asked; onRefused: (error: unknown) => void }): ReactNode {
  const [reason, setReason] = useState('')
  if (!mayOverbook) return <p className="mt-2 text-ink-2">{t('desk.overbook.who')}</p>
  const decide = (event: FormEvent) => {
    event.preventDefault()
    call(`/cases/${caseId}/overbookings`, { method: 'POST', body: { form: asked.form, at: iso(asked.atMs), reason: reason.trim() } }).then(
      () => {
        sayDone(t('desk.overbook.done'))
        onDone()
      },
      onRefused,
    )
  }
  return (
    <form onSubmit={decide} className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.overbook.reason')}
        <input className="field" value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} required />
        <span className="text-xs font-normal text-ink-3">{t('desk.overbook.lead')}</span>
      </label>
      <button type="submit" className="button self-start">
        {t('desk.overbook.go')}
      </button>
    </form>
  )
}

const iso = (atMs: number): string => new Date(atMs).toISOString()
