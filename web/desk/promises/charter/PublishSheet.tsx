import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Why } from '#contract/charter.ts'
import type { Language } from '#contract/wire.ts'
import { call } from '../../client.ts'
import { Field } from '../../kit/Field.tsx'
import { t } from '../../kit/language.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { sayDone } from '../../kit/toast.tsx'
import { Trouble } from '../../kit/Trouble.tsx'
import { languages } from './charterDraft.ts'
import { ChangeList } from './Differences.tsx'
import type { Charter, Version } from './queries.ts'

interface PublishProps {
  charter: Charter
  company: Language
  open: boolean
  onClose: () => void
}

/** Publishes what is shown, with a sentence on why that customers read; where it moved on meanwhile, that is shown instead. */
export function PublishSheet({ charter, company, open, onClose }: PublishProps): ReactNode {
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('desk.charter.publishAs', { version: (charter.published?.version ?? 0) + 1 })}
      lead={t('desk.charter.publishLead')}
      wide
    >
      <Form charter={charter} company={company} onClose={onClose} />
    </Sheet>
  )
}

function Form({ charter, company, onClose }: Omit<PublishProps, 'open'>): ReactNode {
  const client = useQueryClient()
  const [why, setWhy] = useState<Why>({})
  const [asked, setAsked] = useState('')
  const [fault, setFault] = useState<'why' | 'asked' | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const others = languages.filter(({ code }) => code !== company)
  const write = (language: Language) => (text: string) => setWhy({ ...why, [language]: text })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const askedByCount = asked.trim() === '' ? null : Number(asked)
    const isWhole = askedByCount === null || (Number.isInteger(askedByCount) && askedByCount > 0)
    if (!why[company]?.trim()) return setFault('why')
    if (!isWhole) return setFault('asked')
    setFault(null)
    setBusy(true)
    call<Version>('/charter/versions', { method: 'POST', body: { mark: charter.mark, why, askedByCount } })
      .then(({ version }) => {
        sayDone(t('desk.charter.published', { version }))
        onClose()
      })
      .catch(setError)
      .finally(() => {
        setBusy(false)
        void client.invalidateQueries({ queryKey: ['charter'] })
      })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Trouble error={error} />
      <div>
        <p className="font-medium">{t('desk.charter.willChange')}</p>
        {charter.differences.length ? <ChangeList changes={charter.differences} /> : <p>{t('desk.charter.same')}</p>}
      </div>
      <Field
        rows={2}
        maxLength={500}
        label={t('desk.charter.why', { language: languages.find(({ code }) => code === company)?.name ?? '' })}
        value={why[company] ?? ''}
        onChange={write(company)}
        fault={fault === 'why' ? t('desk.charter.fault.why') : undefined}
      />
      <details>
        <summary className="min-h-7 font-medium">{t('desk.charter.whyOthers')}</summary>
        <div className="mt-2 flex flex-col gap-3">
          {others.map(({ code, name }) => (
            <Field key={code} rows={2} maxLength={500} lang={code} label={name} value={why[code] ?? ''} onChange={write(code)} />
          ))}
        </div>
      </details>
      <label className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {t('desk.charter.asked')}
        <input
          inputMode="numeric"
          className="field num w-20! text-end"
          value={asked}
          aria-invalid={fault === 'asked' || undefined}
          onChange={(event) => setAsked(event.target.value)}
        />
        {fault === 'asked' ? <span className="text-xs text-late-text">{t('desk.charter.fault.asked')}</span> : null}
      </label>
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button primary" disabled={busy || charter.differences.length === 0}>
          {t('desk.charter.publishNow')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('desk.charter.notYet')}
        </button>
      </div>
    </form>
  )
}
