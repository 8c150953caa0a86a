import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { useCommand } from '../../keys/registry.ts'
import { t } from '../../kit/language.ts'
import { Bones, Nothing } from '../../kit/states.tsx'
import { useTitle } from '../../kit/title.ts'
import { settingsPages } from './pages.ts'

const route = getRouteApi('/shell/settings/$page')
const screens = new Map(settingsPages.map(({ id, load }) => [id, lazy(load)]))

/** The settings: what there is on the left (on phones a choice on top), one page beside it. */
export function Settings(): ReactNode {
  const { page } = route.useParams()
  const Page = screens.get(page)
  useTitle(t(Page ? `desk.settings.page.${page}` : 'desk.settings.title'))
  return (
    <div className="flex min-w-0 flex-1 bg-surface max-narrow:flex-col">
      <Pages page={page} />
      <div data-region="list" className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-5xl p-[var(--pad)] pb-16 narrow:px-8 narrow:pt-6">
          {Page ? (
            <Suspense fallback={<Bones rows={6} />}>
              <Page />
            </Suspense>
          ) : (
            <Nothing title={t('desk.settings.noPage')}>{t('desk.settings.noPageLead')}</Nothing>
          )}
        </div>
      </div>
    </div>
  )
}

/** Makes a page of the settings a command of the palette. */
export function SettingsCommands(): ReactNode {
  const navigate = useNavigate()
  useCommand('settings', () => void navigate({ to: '/settings' }))
  return settingsPages.map(({ id }) => <PageCommand key={id} id={id} />)
}

function PageCommand({ id }: { id: string }): ReactNode {
  const navigate = useNavigate()
  useCommand(`settings.${id}`, () => void navigate({ to: '/settings/$page', params: { page: id } }))
  return null
}

function Pages({ page }: { page: string }): ReactNode {
  const navigate = useNavigate()
  return (
    <nav
      aria-label={t('desk.settings.title')}
      data-region="settings"
      className="flex-none border-line max-narrow:border-b max-narrow:p-3 narrow:w-52 narrow:border-r narrow:p-4"
    >
      <h2 className="panel-title mb-2 max-narrow:sr-only narrow:px-2.5">{t('desk.settings.title')}</h2>
      <select
        className="field narrow:hidden"
        aria-label={t('desk.settings.choose')}
        value={page}
        onChange={(event) => void navigate({ to: '/settings/$page', params: { page: event.target.value } })}
      >
        {settingsPages.map(({ id }) => (
          <option key={id} value={id}>
            {t(`desk.settings.page.${id}`)}
          </option>
        ))}
      </select>
      <ul className="flex flex-col gap-0.5 max-narrow:hidden">
        {settingsPages.map(({ id }) => (
          <li key={id}>
            <Link
              to="/settings/$page"
              params={{ page: id }}
              activeOptions={{ includeSearch: false }}
              className="flex min-h-[var(--control)] items-center rounded-control px-2.5 text-ink-2 hover:bg-hover hover:text-ink"
              activeProps={{ className: 'bg-sunken font-semibold text-ink!', 'aria-current': 'page' }}
            >
              {t(`desk.settings.page.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
