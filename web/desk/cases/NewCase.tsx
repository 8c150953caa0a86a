import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { FormEvent, InputHTMLAttributes, ReactNode } from 'react'
import { call, isRefusal } from '../client.ts'
import { Alert } from '../kit/Alert.tsx'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { refusalText } from '../kit/toast.tsx'
import { AboutFields } from './AboutFields.tsx'

interface NewCaseProps {
  open: boolean
  onClose: () => void
  onOpened: (number: string) => void
  teams: { id: string; name: string }[]
  /** Whom it is for, where that is known. */
  customer?: CaseFor
}

/** A known person a case is opened for. */
export interface CaseFor {
  id: string
  name: string
  email: string | null
  phone: string | null
}

/** A case entered by staff: somebody called or stood at the counter. The need is in the customer's words. */
export function NewCase({ open, onClose, onOpened, teams, customer }: NewCaseProps): ReactNode {
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.newCase.title')} lead={t('desk.newCase.lead')}>
      <Form onOpened={onOpened} teams={teams} customer={customer} />
    </Sheet>
  )
}

function Form({ onOpened, teams, customer }: Pick<NewCaseProps, 'onOpened' | 'teams'> & { customer: CaseFor | undefined }): ReactNode {
  const [email, setEmail] = useState(customer?.email ?? '')
  const client = useQueryClient()
  const key = useRef(crypto.randomUUID())
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    call<{ number: string }>('/cases', { method: 'POST', key: key.current, body: bodyOf(new FormData(event.currentTarget)) })
      .then((made) => {
        void client.invalidateQueries({ queryKey: ['cases'] })
        onOpened(made.number)
      })
      // A changed form is another deed: the next press gets its own key.
      .catch((refused: unknown) => {
        setError(refused)
        key.current = crypto.randomUUID()
      })
      .finally(() => setBusy(false))
  }
  const fieldError = (pointer: string) =>
    isRefusal(error) ? error.problem.errors.find((row) => row.pointer.endsWith(pointer))?.detail : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error ? <Alert>{refusalText(error)}</Alert> : null}
      <Choice name="channel" label={t('desk.newCase.channel')} values={['phone', 'counter']} word="desk.channel" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="name" label={t('desk.newCase.name')} defaultValue={customer?.name} />
        <Field
          name="email"
          label={t('desk.newCase.email')}
          type="email"
          defaultValue={customer?.email ?? ''}
          onChange={(event) => setEmail(event.target.value)}
          error={fieldError('/email')}
        />
        <Field name="phone" label={t('desk.newCase.phone')} type="tel" defaultValue={customer?.phone ?? ''} error={fieldError('/phone')} />
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.newCase.team')}
          <select name="teamId" className="field">
            <option value="">{t('desk.newCase.anyTeam')}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="-mt-2 text-xs text-ink-3">{t('desk.newCase.reach')}</p>
      <AboutFields email={email} customerId={customer?.id ?? null} />
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.newCase.text')}
        <textarea name="text" rows={5} className="field" required />
      </label>
      <Field name="wouldPutRight" label={t('desk.newCase.putRight')} />
      <Choice name="kind" label={t('desk.newCase.kind')} values={['request', 'complaint', 'wish']} word="desk.kind" />
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.newCase.go')}
      </button>
    </form>
  )
}

function Field({
  name,
  label,
  error,
  ...more
}: {
  name: string
  label: string
  error?: string | undefined
} & InputHTMLAttributes<HTMLInputElement>): ReactNode {
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {label}
      <input name={name} className="field" autoComplete="off" aria-invalid={error ? true : undefined} {...more} />
      {error ? <span className="text-xs font-normal text-late-text">{error}</span> : null}
    </label>
  )
}

function Choice({ name, label, values, word }: { name: string; label: string; values: string[]; word: string }): ReactNode {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <legend className="float-left me-4 font-medium">{label}</legend>
      {values.map((value, index) => (
        <label key={value} className="flex min-h-7 items-center gap-2">
          <input type="radio" name={name} value={value} defaultChecked={index === 0} className="size-4 accent-ink" />
          {t(`${word}.${value}`)}
        </label>
      ))}
    </fieldset>
  )
}

function bodyOf(form: FormData): Record<string, unknown> {
  const given = (name: string) => String(form.get(name) ?? '').trim() || undefined
  return {
    customer: { name: given('name'), email: given('email'), phone: given('phone') },
    text: String(form.get('text') ?? ''),
    kind: given('kind'),
    channel: given('channel'),
    teamId: given('teamId'),
    productId: given('productId'),
    projectId: given('projectId'),
    wouldPutRight: given('wouldPutRight'),
  }
}
