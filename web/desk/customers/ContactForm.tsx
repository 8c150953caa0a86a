import { useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Contact, Organisation, Project, Sees } from '#contract/organisations.ts'
import { call } from '../client.ts'
import { Field } from '../kit/Field.tsx'
import { focusFault } from '../kit/focusFault.ts'
import { t } from '../kit/language.ts'
import { faultOf } from '../kit/saving.ts'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import { useRefreshOrganisation } from './queries.ts'

interface FormProps {
  /** Null for a new one. */
  contact: Contact | null
  organisation: Organisation
  projects: readonly Project[]
  onDirty: (isDirty: boolean) => void
  onDone: () => void
}

const sights: readonly Sees[] = ['own', 'projects', 'organisation']
const isAddress = (text: string): boolean => /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(text)

/** What somebody may do for their organisation; a new contact by the address they are known by or will be. */
export function ContactForm({ contact, organisation, projects, onDirty, onDone }: FormProps): ReactNode {
  const refresh = useRefreshOrganisation()
  const key = useRef(crypto.randomUUID())
  const start = { email: '', name: '', sees: contact?.sees ?? 'own', signs: contact?.signs ?? false, projectIds: contact?.projectIds ?? [] }
  const [draft, setDraft] = useState(start)
  const [isChecked, setChecked] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const change = (next: Partial<typeof draft>) => {
    const now = { ...draft, ...next }
    setDraft(now)
    onDirty(JSON.stringify(now) !== JSON.stringify(start))
  }
  const isAddressed = contact !== null || isAddress(draft.email.trim())
  const emailFault = isChecked && !isAddressed ? t('desk.contact.needsAddress') : faultOf(error, 'email', ['customers.other_organisation'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isAddressed) return focusFault()
    setBusy(true)
    setError(null)
    return send(organisation.id, contact, draft, key.current)
      .then(async () => {
        await refresh()
        sayDone(t('desk.contact.saved', { name: contact?.name || draft.name.trim() || (contact?.email ?? draft.email.trim()) }))
        onDone()
      })
      .catch((refused: unknown) => {
        key.current = crypto.randomUUID()
        setError(refused)
      })
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <Trouble error={emailFault ? null : error} />
      {contact ? null : (
        <>
          <Field
            label={t('desk.contact.email')}
            type="email"
            value={draft.email}
            onChange={(email) => change({ email })}
            fault={emailFault}
          />
          <Field
            label={t('desk.contact.name')}
            value={draft.name}
            onChange={(name) => change({ name })}
            maxLength={200}
            hint={t('desk.contact.nameHint')}
          />
        </>
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('desk.contact.sees')}</legend>
        {sights.map((sees) => (
          <label key={sees} className="flex min-h-7 items-center gap-2.5">
            <input
              type="radio"
              name="sees"
              checked={draft.sees === sees}
              onChange={() => change({ sees })}
              className="size-4 flex-none accent-ink"
            />
            {t(`desk.contact.sees.${sees}`)}
          </label>
        ))}
      </fieldset>
      <Projects
        projects={projects}
        ids={draft.projectIds}
        onIds={(projectIds) => change({ projectIds })}
        isAsked={draft.sees === 'projects'}
      />
      <label className="flex min-h-7 items-start gap-2.5">
        <input
          type="checkbox"
          checked={draft.signs}
          onChange={(event) => change({ signs: event.target.checked })}
          className="mt-0.5 size-4 flex-none accent-ink"
        />
        {t('desk.contact.maySign')}
      </label>
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t(contact ? 'desk.section.save' : 'desk.contact.add')}
      </button>
    </form>
  )
}

interface ProjectsProps {
  projects: readonly Project[]
  ids: readonly string[]
  onIds: (ids: string[]) => void
  isAsked: boolean
}

function Projects({ projects, ids, onIds, isAsked }: ProjectsProps): ReactNode {
  const shown = projects.filter(({ id, active }) => active || ids.includes(id))
  if (shown.length === 0) return isAsked ? <p className="text-ink-2">{t('desk.contact.noProjects')}</p> : null
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{t('desk.contact.projects')}</legend>
      {shown.map(({ id, name }) => (
        <label key={id} className="flex min-h-7 items-center gap-2.5">
          <input
            type="checkbox"
            checked={ids.includes(id)}
            onChange={(event) => onIds(event.target.checked ? [...ids, id] : ids.filter((own) => own !== id))}
            className="size-4 flex-none accent-ink"
          />
          <span className="min-w-0 break-words">{name}</span>
        </label>
      ))}
      {isAsked && ids.length === 0 ? <p className="text-xs text-ink-3">{t('desk.contact.noneChosen')}</p> : null}
    </fieldset>
  )
}

type Draft = Pick<Contact, 'sees' | 'signs' | 'projectIds'> & { email: string; name: string }

function send(organisationId: string, contact: Contact | null, { email, name, ...rights }: Draft, key: string): Promise<unknown> {
  const path = `/organisations/${organisationId}/contacts`
  if (contact) return call(`${path}/${contact.customerId}`, { method: 'PUT', body: rights })
  return call(path, { method: 'POST', key, body: { ...rights, email: email.trim(), ...(name.trim() && { name: name.trim() }) } })
}
