import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import type { PromiseRow } from './clock.ts'
import { plainSentence } from './PromiseHeader.tsx'
import { useWhen, WhenFields } from './WhenFields.tsx'

/** What can be promised beside the answer, with the noun of its route. */
export const extras = { update: 'updates', resolution: 'resolutions' } as const
export type Extra = keyof typeof extras

interface ExtraProps {
  open: boolean
  onClose: () => void
  onDone: () => void
  caseId: string
  /** What does not run yet. */
  free: readonly Extra[]
  zone: string
  now: number
}

/** One promise more, beside the answer: at the soonest the menu gives, or at a later time that is typed. */
export function ExtraSheet({ open, onClose, ...props }: ExtraProps): ReactNode {
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.extra.title')} lead={t('desk.extra.lead')}>
      <Inside onClose={onClose} {...props} />
    </Sheet>
  )
}

function Inside({ onClose, onDone, caseId, free, zone, now }: Omit<ExtraProps, 'open'>): ReactNode {
  const when = useWhen(zone, now)
  const [form, setForm] = useState<Extra | undefined>(free.length === 1 ? free[0] : undefined)
  const [isTyped, setTyped] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const give = (event: FormEvent) => {
    event.preventDefault()
    if (!form) return
    const at = isTyped && when.atMs !== null ? { at: new Date(when.atMs).toISOString() } : {}
    call<PromiseRow>(`/cases/${caseId}/${extras[form]}`, { method: 'POST', body: at }).then((promise) => {
      sayDone(t('desk.extra.done', { sentence: plainSentence(promise, now, zone) }))
      onDone()
      onClose()
    }, setError)
  }
  return (
    <form onSubmit={give} className="flex flex-col gap-5">
      <Trouble error={error} />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('desk.extra.what')}</legend>
        {free.map((each) => (
          <Choice key={each} name="form" isOn={form === each} onChoose={() => setForm(each)}>
            {t(`desk.form.${each}`)}
            <span className="block text-xs text-ink-3">{t(`desk.extra.about.${each}`)}</span>
          </Choice>
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('desk.extra.when')}</legend>
        <Choice name="when" isOn={!isTyped} onChoose={() => setTyped(false)}>
          {t('desk.extra.soonest')}
        </Choice>
        <Choice name="when" isOn={isTyped} onChoose={() => setTyped(true)}>
          {t('desk.extra.typed')}
        </Choice>
        {isTyped ? (
          <div className="mt-1 flex flex-wrap gap-3 ps-7">
            <WhenFields when={when} zone={zone} now={now} />
            <p className="w-full text-xs text-ink-3">{t('desk.extra.notSooner')}</p>
          </div>
        ) : null}
      </fieldset>
      <button type="submit" className="button primary self-start">
        {t('desk.extra.go')}
      </button>
    </form>
  )
}

function Choice({ name, isOn, onChoose, children }: { name: string; isOn: boolean; onChoose: () => void; children: ReactNode }): ReactNode {
  return (
    <label className="flex min-h-7 items-start gap-2.5">
      <input type="radio" name={name} checked={isOn} onChange={onChoose} required className="mt-0.5 size-4 flex-none accent-ink" />
      <span>{children}</span>
    </label>
  )
}
