import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { CaseScreen } from './screens/CaseScreen.tsx'
import { Inbox } from './screens/Inbox.tsx'
import { SetAside } from './screens/SetAside.tsx'
import { settingsPages } from './screens/settings/pages.ts'
import { Settings } from './screens/settings/Settings.tsx'
import { Shell } from './screens/Shell.tsx'
import { Invitation, SignIn } from './screens/SignIn.tsx'

/** The state of the inbox as it stands in the address bar. */
export interface InboxSearch {
  section?: string
  state?: string
  kind?: string
  owner?: string
  team?: string
  product?: string
  q?: string
  sort?: string
  organisation?: string
  openedFrom?: string
  openedTo?: string
  peek?: string
}

/** What a page of the settings shows, as it stands in the address bar. */
export interface SettingsSearch {
  calendar?: string
  /** The entry of the promise menu that is open, or `new`. */
  entry?: string
  team?: string
  /** The Monday of the week that is shown. */
  week?: string
}

const root = createRootRoute()
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: SignIn,
  validateSearch: (given): { to?: string } => words(given, ['to']),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: Invitation,
  validateSearch: (given): { token?: string } => words(given, ['token']),
})
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'mine' } })
  },
})
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox/$view',
  component: Inbox,
  validateSearch: (given): InboxSearch =>
    words(given, ['section', 'state', 'kind', 'owner', 'team', 'organisation', 'product', 'q', 'sort', 'openedFrom', 'openedTo', 'peek']),
})
const caseScreen = createRoute({ getParentRoute: () => shell, path: '/cases/$id', component: CaseScreen })
const setAside = createRoute({ getParentRoute: () => shell, path: '/set-aside', component: SetAside })
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$page', params: { page: settingsPages[0]?.id ?? '' } })
  },
})
const agreements = createRoute({
  getParentRoute: () => shell,
  path: '/agreements',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$page', params: { page: 'agreements' } })
  },
})
const settingsPage = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$page',
  component: Settings,
  validateSearch: (given): SettingsSearch => words(given, ['calendar', 'entry', 'team', 'week']),
})
const record = createRoute({
  getParentRoute: () => shell,
  path: '/record',
  component: lazyRouteComponent(() => import('./screens/Record.tsx'), 'Record'),
  validateSearch: (given): { weeks?: string } => words(given, ['weeks']),
})
const balance = createRoute({
  getParentRoute: () => shell,
  path: '/balance',
  component: lazyRouteComponent(() => import('./screens/Balance.tsx'), 'Balance'),
  validateSearch: (given): { from?: string; to?: string } => words(given, ['from', 'to']),
})
const review = createRoute({
  getParentRoute: () => shell,
  path: '/organisations/$id/review',
  component: lazyRouteComponent(() => import('./screens/Review.tsx'), 'Review'),
  validateSearch: (given): { from?: string; to?: string } => words(given, ['from', 'to']),
})

const expectations = createRoute({
  getParentRoute: () => shell,
  path: '/expectations',
  component: lazyRouteComponent(() => import('./screens/Expectations.tsx'), 'Expectations'),
  validateSearch: (given): { by?: string; weeks?: string } => words(given, ['by', 'weeks']),
})
const demand = createRoute({
  getParentRoute: () => shell,
  path: '/demand',
  component: lazyRouteComponent(() => import('./screens/Demand.tsx'), 'Demand'),
  validateSearch: (given): { group?: string } => words(given, ['group']),
})
const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  component: lazyRouteComponent(() => import('./screens/Customers.tsx'), 'Customers'),
  validateSearch: (given): { q?: string } => words(given, ['q']),
})
const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$id',
  component: lazyRouteComponent(() => import('./screens/Customer.tsx'), 'Customer'),
})
const organisations = createRoute({
  getParentRoute: () => shell,
  path: '/organisations',
  component: lazyRouteComponent(() => import('./screens/Organisations.tsx'), 'Organisations'),
  validateSearch: (given): { q?: string; kind?: string } => words(given, ['q', 'kind']),
})
const organisation = createRoute({
  getParentRoute: () => shell,
  path: '/organisations/$id',
  component: lazyRouteComponent(() => import('./screens/Organisation.tsx'), 'Organisation'),
})
const people = [customers, customer, organisations, organisation] as const

/** The desk's router; every view, filter and open peek is an address. */
export const router = createRouter({
  routeTree: root.addChildren([
    login,
    invitation,
    shell.addChildren([
      home,
      inbox,
      caseScreen,
      setAside,
      record,
      balance,
      review,
      expectations,
      demand,
      settings,
      agreements,
      settingsPage,
      ...people,
    ]),
  ]),
  basepath: '/desk',
  defaultPreload: false,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Keeps the known words of a query and drops the rest, so that a mistyped address still opens. */
function words<Key extends string>(given: Record<string, unknown>, keys: readonly Key[]): Partial<Record<Key, string>> {
  const kept = keys
    .filter((key) => typeof given[key] === 'string' || typeof given[key] === 'number')
    .map((key) => [key, String(given[key])])
  return Object.fromEntries(kept) as Partial<Record<Key, string>>
}
