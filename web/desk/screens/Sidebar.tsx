import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useCounts } from '../cases/queries.ts'
import { CommandButton } from '../keys/CommandButton.tsx'
import { Icon } from '../kit/icons.tsx'
import type { IconName } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { usePerson } from '../people/me.ts'
import { useWaitingAgreements } from '../promises/agreements/queries.ts'

interface SidebarProps {
  isIcons: boolean
  isDrawerOpen: boolean
  onCloseDrawer: () => void
}

/** Views and queues with their counts; icons only on middle widths, a drawer on narrow ones. */
export function Sidebar({ isIcons, isDrawerOpen, onCloseDrawer }: SidebarProps): ReactNode {
  const { teams, teamIds, role } = usePerson()
  const { data } = useCounts()
  useEscape(isDrawerOpen, onCloseDrawer)
  const own = role === 'agent' ? teams.filter((team) => teamIds.includes(team.id)) : teams
  const size = isIcons ? 'narrow:w-14' : 'narrow:w-14 middle:w-54'
  return (
    <>
      {isDrawerOpen ? <div className="backdrop z-20 narrow:hidden" onClick={onCloseDrawer} /> : null}
      <nav
        id="sidebar"
        data-region="sidebar"
        data-icons={isIcons || undefined}
        aria-label={t('desk.region.sidebar')}
        className={`group/side flex flex-none flex-col gap-0.5 overflow-y-auto border-r border-line bg-canvas p-2 ${size} max-narrow:fixed max-narrow:inset-y-0 max-narrow:left-0 max-narrow:z-30 max-narrow:w-72 max-narrow:bg-surface ${isDrawerOpen ? '' : 'max-narrow:hidden'}`}
      >
        <View view="mine" icon="person" label={t('desk.view.mine')} count={data?.mine} />
        <View view="unclaimed" icon="hand" label={t('desk.view.unclaimed')} count={data?.unclaimed} />
        <View view="all" icon="all" label={t('desk.view.all')} />
        <View view="answered" icon="answered" label={t('desk.view.answered')} />
        <Heading>{t('desk.view.teams')}</Heading>
        {own.map((team) => (
          <View key={team.id} view={team.id} icon="people" label={team.name} count={data?.teams[team.id]} />
        ))}
        {role === 'agent' ? null : <Heading>{t('desk.view.mail')}</Heading>}
        {role === 'agent' ? null : (
          <Link to="/set-aside" className={itemLook} activeProps={{ className: activeLook, 'aria-current': 'page' }}>
            <Icon name="aside" />
            <Label text={t('desk.view.setAside')} />
            <Count count={data?.setAside} />
          </Link>
        )}
        <span className="flex-1" />
        {role === 'agent' ? null : <AgreementsItem />}
        {places
          .filter(({ least }) => least === 'agent' || role === 'manager' || role === 'admin')
          .map((place) => (
            <Place key={place.to} {...place} />
          ))}
        <span className="mt-1.5 hidden middle:block middle:group-data-icons/side:hidden max-narrow:block">
          <CommandButton command="newCase" icon="plus" />
        </span>
        <span className="mt-1.5 block middle:hidden middle:group-data-icons/side:block max-narrow:hidden">
          <CommandButton command="newCase" icon="plus" bare />
        </span>
      </nav>
    </>
  )
}

/** The way to agreements, with how many wait for a word of ours. */
function AgreementsItem(): ReactNode {
  const { data = [] } = useWaitingAgreements()
  return (
    <Link
      to="/settings/$page"
      params={{ page: 'agreements' }}
      className={itemLook}
      activeProps={{ className: activeLook, 'aria-current': 'page' }}
      title={t('desk.agreement.title')}
    >
      <Icon name="link" />
      <Label text={t('desk.agreement.title')} />
      <Count count={data.filter(({ versions }) => versions.some(({ waitsFor }) => waitsFor === 'us')).length} />
    </Link>
  )
}

/** What is not a queue: who is served, how it went, and how it is set up. */
const places: readonly PlaceProps[] = [
  { to: '/customers', icon: 'person', title: 'desk.customers.title', least: 'agent' },
  { to: '/organisations', icon: 'house', title: 'desk.organisations.title', least: 'agent' },
  { to: '/record', icon: 'record', title: 'desk.record.title', least: 'agent' },
  { to: '/balance', icon: 'move', title: 'desk.balance.short', least: 'manager' },
  { to: '/expectations', icon: 'gap', title: 'desk.expectations.title', least: 'manager' },
  { to: '/demand', icon: 'why', title: 'desk.demand.title', least: 'manager' },
  { to: '/settings', icon: 'sliders', title: 'desk.settings.title', least: 'agent' },
]

interface PlaceProps {
  to: '/customers' | '/organisations' | '/record' | '/balance' | '/expectations' | '/demand' | '/settings'
  icon: IconName
  title: string
  least: 'agent' | 'manager'
}

function Place({ to, icon, title }: PlaceProps): ReactNode {
  return (
    <Link
      to={to}
      className={itemLook}
      activeOptions={{ includeSearch: false }}
      activeProps={{ className: activeLook, 'aria-current': 'page' }}
      title={t(title)}
    >
      <Icon name={icon} />
      <Label text={t(title)} />
    </Link>
  )
}

const itemLook = 'flex min-h-[var(--control)] items-center gap-2.5 rounded-control px-2.5 text-ink-2 hover:bg-hover hover:text-ink'
const activeLook = 'bg-sunken font-semibold text-ink!'

function View({ view, icon, label, count }: { view: string; icon: IconName; label: string; count?: number | undefined }): ReactNode {
  return (
    <Link
      to="/inbox/$view"
      params={{ view }}
      search={{}}
      activeOptions={{ includeSearch: false }}
      className={itemLook}
      activeProps={{ className: activeLook, 'aria-current': 'page' }}
      title={label}
    >
      <Icon name={icon} />
      <Label text={label} />
      <Count count={count} />
    </Link>
  )
}

const wideOnly = 'narrow:max-middle:sr-only middle:group-data-icons/side:sr-only'

function Label({ text }: { text: string }): ReactNode {
  return <span className={`min-w-0 flex-1 truncate ${wideOnly}`}>{text}</span>
}

function Count({ count }: { count: number | undefined }): ReactNode {
  if (!count) return null
  return <span className={`text-xs text-ink-3 ${wideOnly}`}>{count}</span>
}

function Heading({ children }: { children: ReactNode }): ReactNode {
  return <h2 className={`panel-title px-2.5 pt-4 pb-1 ${wideOnly}`}>{children}</h2>
}

function useEscape(isOn: boolean, run: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn, run])
}
