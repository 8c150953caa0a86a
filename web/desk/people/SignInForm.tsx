import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../client.ts'
import { Alert } from '../kit/Alert.tsx'
import { Bones, Face } from '../kit/states.tsx'
import { t } from '../kit/language.ts'
import { refusalText } from '../kit/toast.tsx'
import { useDemoPeople } from './me.ts'
import type { DemoPerson } from './me.ts'

/** Sign-in by e-mail and password; on refusal what was typed stays, and the same words answer for either mistake. */
export function SignInForm({ onDone }: { onDone: () => void }): ReactNode {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    call('/sessions', { method: 'POST', body: { email: form.get('email'), password: form.get('password') } })
      .then(onDone, setError)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate={false}>
      {error ? <Alert>{refusalText(error)}</Alert> : null}
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.signIn.email')}
        <input className="field" name="email" type="email" autoComplete="username" required />
      </label>
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.signIn.password')}
        <input className="field" name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? t('desk.signIn.busy') : t('desk.signIn.go')}
      </button>
    </form>
  )
}

/** The demo's people, one press each; nothing in a real installation. */
export function DemoPeople({ onDone }: { onDone: () => void }): ReactNode {
  const { data, isPending } = useDemoPeople()
  const [error, setError] = useState<unknown>(null)
  if (isPending) return <Bones rows={3} height="3rem" />
  if (!data) return null
  const enter = (person: DemoPerson) => call('/demo/sessions', { method: 'POST', body: { staffId: person.id } }).then(onDone, setError)
  return (
    <section aria-labelledby="demo-people">
      <h2 id="demo-people" className="text-base font-semibold">
        {t('desk.demo.title')}
      </h2>
      <p className="mt-1 text-ink-2">{t('desk.demo.lead')}</p>
      {error ? (
        <p role="alert" className="mt-3 rounded-control border border-line-strong p-3">
          {refusalText(error)}
        </p>
      ) : null}
      <ul className="mt-4 flex flex-col gap-2">
        {data.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => void enter(person)} className="button w-full justify-start gap-3 py-2">
              <Face name={person.name} />
              <span className="min-w-0">
                <span className="block">{person.name}</span>
                <span className="block text-xs font-normal text-ink-3">{[t(`desk.role.${person.role}`), ...person.teams].join(' · ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Choosing the first password through an invitation link. */
export function PasswordForm({ token, onDone }: { token: string; onDone: () => void }): ReactNode {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    setBusy(true)
    call('/passwords', { method: 'POST', body: { token, password } })
      .then(onDone, setError)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error ? <Alert>{refusalText(error)}</Alert> : null}
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.invitation.password')}
        <input
          className="field"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          aria-describedby="password-rule"
        />
      </label>
      <p id="password-rule" className="-mt-2 text-xs text-ink-3">
        {t('desk.invitation.rule')}
      </p>
      <button type="submit" className="button primary" disabled={busy}>
        {t('desk.invitation.go')}
      </button>
    </form>
  )
}
