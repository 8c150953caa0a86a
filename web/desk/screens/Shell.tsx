import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { RoleName } from '#contract/people.ts'
import { NewCase } from '../cases/NewCase.tsx'
import { listAddress } from '../cases/walk.ts'
import { useCommand } from '../keys/registry.ts'
import { KeyLayer } from '../keys/KeyLayer.tsx'
import { KeyList } from '../keys/KeyList.tsx'
import { t } from '../kit/language.ts'
import { moveRegion } from '../kit/regions.ts'
import { changeSettings, settings, useSettings } from '../kit/settings.ts'
import { Bones, Failed } from '../kit/states.tsx'
import { undoLast } from '../kit/toast.tsx'
import { followEvents } from '../live.ts'
import { Palette } from '../palette/Palette.tsx'
import { PersonContext, useLettersSwitch, usePersonQuery, useSignOut } from '../people/me.ts'
import type { Person } from '../people/me.ts'
import { LinkBar } from './LinkBar.tsx'
import { LettersNotice } from './LettersNotice.tsx'
import { SettingsCommands } from './settings/Settings.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import { useTakeNext } from './takeNext.ts'

/** Everything behind the sign-in: who is here, the frame of the page, palette, keys and the live link. */
export function Shell(): ReactNode {
  const { data, error, isPending, refetch } = usePersonQuery()
  const navigate = useNavigate()
  const isNobody = data === null
  useEffect(() => {
    const here = location.pathname.replace(/^\/desk/, '') + location.search
    // Once: the address changes before this frame is gone, and must not become its own way back.
    if (isNobody && !here.startsWith('/login')) void navigate({ to: '/login', search: { to: here }, replace: true })
  }, [isNobody, navigate])
  if (data)
    return (
      <PersonContext value={data}>
        <Frame person={data} />
      </PersonContext>
    )
  if (isPending || isNobody) return <Bones rows={6} />
  return <Failed error={error} again={() => void refetch()} />
}

function Frame({ person }: { person: Person }): ReactNode {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { sidebar } = useSettings()
  const [open, setOpen] = useState<'palette' | 'keys' | 'new' | 'menu' | null>(null)
  const close = () => setOpen(null)
  useEffect(() => followEvents(client), [client])
  useFrameCommands(setOpen, open !== null, person.role)
  const place = useLocation({ select: ({ pathname }) => pathname })
  useEffect(() => setOpen((now) => (now === 'menu' ? null : now)), [place])
  return (
    <div className="flex h-full flex-col">
      <a href="#main" className="button primary absolute -top-16 left-2 z-50 focus:top-2">
        {t('desk.skip')}
      </a>
      <TopBar onMenu={() => setOpen(open === 'menu' ? null : 'menu')} isMenuOpen={open === 'menu'} />
      <LinkBar />
      <LettersNotice />
      <div className="relative flex min-h-0 flex-1">
        <Sidebar isIcons={sidebar === 'icons'} isDrawerOpen={open === 'menu'} onCloseDrawer={close} />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <Palette open={open === 'palette'} onClose={close} />
      <KeyList open={open === 'keys'} onClose={close} />
      <NewCase
        open={open === 'new'}
        onClose={close}
        onOpened={(number) => {
          close()
          void navigate({ to: '/cases/$id', params: { id: number } })
        }}
        teams={person.teams}
      />
      <SettingsCommands />
      <KeyLayer letters={person.shortcuts === 'letters'} />
    </div>
  )
}

function useFrameCommands(setOpen: (what: 'palette' | 'keys' | 'new') => void, isBusy: boolean, role: RoleName): void {
  const [isLead, isManager] = [role !== 'agent', role === 'manager' || role === 'admin']
  const navigate = useNavigate()
  const switchLetters = useLettersSwitch()
  const signOut = useSignOut()
  const takeNext = useTakeNext()
  const { theme, density, relative, value, sidebar } = useSettings()
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  useCommand('palette', () => setOpen('palette'))
  useCommand('search', () => setOpen('palette'))
  useCommand('keys', () => setOpen('keys'))
  useCommand('newCase', isBusy ? null : () => setOpen('new'))
  useCommand('inbox', () => void navigate({ href: listAddress() ?? '/inbox/mine' }))
  useCommand('setAside', isLead ? () => void navigate({ to: '/set-aside' }) : null)
  useCommand('customers', () => void navigate({ to: '/customers' }))
  useCommand('organisations', () => void navigate({ to: '/organisations' }))
  useCommand('record', () => void navigate({ to: '/record' }))
  useCommand('demand', isManager ? () => void navigate({ to: '/demand' }) : null)
  useCommand('expectations', isManager ? () => void navigate({ to: '/expectations' }) : null)
  useCommand('balance', isManager ? () => void navigate({ to: '/balance' }) : null)
  useCommand('takeNext', takeNext)
  useCommand('undo', () => undoLast())
  useCommand('region', () => moveRegion(1))
  useCommand('regionBack', () => moveRegion(-1))
  useCommand('sidebar', () => changeSettings({ sidebar: settings().sidebar === 'open' ? 'icons' : 'open' }), {
    label: t(`desk.command.sidebar.${sidebar}`),
  })
  useCommand('theme', () => changeSettings({ theme: isDark ? 'light' : 'dark' }), {
    label: t(`desk.command.theme.${isDark ? 'light' : 'dark'}`),
  })
  useCommand('density', () => changeSettings({ density: density === 'compact' ? 'comfortable' : 'compact' }), {
    label: t(`desk.command.density.${density}`),
  })
  useCommand('relative', () => changeSettings({ relative: relative === 'shown' ? 'hidden' : 'shown' }), {
    label: t(`desk.command.relative.${relative}`),
  })
  useCommand('customerValue', () => changeSettings({ value: value === 'hidden' ? 'shown' : 'hidden' }), {
    label: t(`desk.command.customerValue.${value}`),
  })
  useCommand('letters', switchLetters)
  useCommand('signOut', signOut)
}
