import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Mark } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { clearShelf } from '../kit/toast.tsx'
import { DemoPeople, PasswordForm, SignInForm } from '../people/SignInForm.tsx'

const login = getRouteApi('/login')
const invitation = getRouteApi('/invitation')

/** D21: get in. In a demo its people stand beside the form. */
export function SignIn(): ReactNode {
  const { to } = login.useSearch()
  const enter = useEnter(to)
  return (
    <Paper title={t('desk.signIn.title')}>
      <SignInForm onDone={enter} />
      <div className="empty:hidden border-t border-line pt-6">
        <DemoPeople onDone={enter} />
      </div>
    </Paper>
  )
}

/** The page of an invitation link: choose a password, then sign in with it. */
export function Invitation(): ReactNode {
  const { token } = invitation.useSearch()
  const enter = useEnter(undefined)
  return (
    <Paper title={t('desk.invitation.title')}>
      {token ? <PasswordForm token={token} onDone={enter} /> : <p>{t('desk.invitation.noToken')}</p>}
    </Paper>
  )
}

function Paper({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <main className="flex min-h-full justify-center overflow-y-auto px-4 py-[10vh]">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <p className="flex items-center gap-2 font-semibold">
          <Mark />
          {t('desk.product')}
        </p>
        <h1 className="text-xl font-semibold">{title}</h1>
        {children}
      </div>
    </main>
  )
}

function useEnter(to: string | undefined): () => void {
  const client = useQueryClient()
  const router = useRouter()
  return () => {
    client.clear()
    clearShelf()
    // Only our own addresses: a link must not lead a fresh session elsewhere.
    const isOurs = to !== undefined && /^\/(?![/\\])/.test(to)
    if (isOurs) router.history.push(`/desk${to}`)
    else void router.navigate({ to: '/' })
  }
}
