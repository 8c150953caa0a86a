import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../client.ts'
import { Field, Select } from '../kit/Field.tsx'
import { t } from '../kit/language.ts'
import { faultOf } from '../kit/saving.ts'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import { ZoneField } from '../kit/ZoneField.tsx'
import type { Person } from './queries.ts'

interface FormProps {
  person: Person
  onDirty: (isDirty: boolean) => void
  onDone: () => void
}

const languages = ['en', 'lt', 'tr', 'uk', 'hu']

/** Corrects what is known of a person; only what was changed is sent, so that nobody's other correction is undone. */
export function CustomerForm({ person, onDirty, onDone }: FormProps): ReactNode {
  const client = useQueryClient()
  const start = { name: person.name, phone: person.phone ?? '', language: person.language, zone: person.zone ?? '' }
  const [draft, setDraft] = useState(start)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const change = (next: Partial<typeof draft>) => {
    const now = { ...draft, ...next }
    setDraft(now)
    onDirty(JSON.stringify(now) !== JSON.stringify(start))
  }
  const isNumber = draft.phone.trim() === '' || /^[+\d][\d\s()./-]{4,}$/.test(draft.phone.trim())
  const phoneFault = isChecked && !isNumber ? t('desk.customer.needsNumber') : faultOf(error, 'phone')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isNumber) return
    setBusy(true)
    setError(null)
    call<Person>(`/customers/${person.id}`, { method: 'PATCH', body: changesOf(start, draft) })
      .then((changed) => {
        client.setQueryData(['customer', person.id], changed)
        for (const key of ['customers', 'contacts', 'case', 'cases']) void client.invalidateQueries({ queryKey: [key] })
        sayDone(t('desk.customer.saved', { name: changed.name || (changed.email ?? '') }))
        onDone()
      })
      .catch(setError)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Trouble error={phoneFault ? null : error} />
      <Field
        label={t('desk.customer.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={200}
        fault={faultOf(error, 'name')}
      />
      <Field
        label={t('desk.customer.phone')}
        type="tel"
        value={draft.phone}
        onChange={(phone) => change({ phone })}
        maxLength={40}
        fault={phoneFault}
      />
      <Select
        label={t('desk.customer.language')}
        value={draft.language}
        onChange={(language) => change({ language })}
        choices={languages.map((id) => ({ id, name: t(`desk.language.${id}`) }))}
      />
      <ZoneField zone={draft.zone} onChange={(zone) => change({ zone })} otherwise={t('desk.customer.zoneUnknown')} />
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.section.save')}
      </button>
    </form>
  )
}

type Draft = Record<'name' | 'phone' | 'language' | 'zone', string>

/** Only the fields that differ; an emptied number or zone is taken away. */
function changesOf(start: Draft, draft: Draft): Record<string, string | null> {
  const fields = Object.entries(draft).filter(([key, value]) => value.trim() !== start[key as keyof Draft])
  return Object.fromEntries(fields.map(([key, value]) => [key, value.trim() || (key === 'name' ? '' : null)]))
}
