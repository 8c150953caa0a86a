import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { CaseList } from '../cases/CaseList.tsx'
import type { ListHands } from '../cases/CaseList.tsx'
import { FilterBar } from '../cases/FilterBar.tsx'
import { readAhead, refresh, useCases, useCounts } from '../cases/queries.ts'
import type { Filters } from '../cases/queries.ts'
import { sectionOf, sections } from '../cases/sections.ts'
import type { Row } from '../cases/sections.ts'
import { keepWalk } from '../cases/walk.ts'
import { call } from '../client.ts'
import { useCommand } from '../keys/registry.ts'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { Bones, Failed } from '../kit/states.tsx'
import { useTitle } from '../kit/title.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'
import { usePerson } from '../people/me.ts'
import type { InboxSearch } from '../routes.tsx'
import { EmptyInbox } from './EmptyInbox.tsx'
import { Peek } from './Peek.tsx'
import { Splits } from './Splits.tsx'

const route = getRouteApi('/shell/inbox/$view')

/** D2: one calm queue in the order of danger. View, filters and the open peek are in the address. */
export function Inbox(): ReactNode {
  const { view } = route.useParams()
  const search = route.useSearch()
  const person = usePerson()
  const filters = useMemo(() => filtersOf(view, search), [view, search])
  const query = useCases(filters)
  const counts = useCounts().data
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const title = titleOf(view, person.teams)
  useTitle(title)
  const { hands, change, open, current } = useInboxHands(rows, view, search)
  const more = useCallback(() => {
    if (!query.isFetchingNextPage) void query.fetchNextPage()
  }, [query])
  return (
    <>
      <section data-region="list" aria-label={t('desk.region.list')} className="flex min-w-0 flex-1 flex-col bg-surface">
        <div className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3 pb-2">
          <h1 className="text-base font-semibold">{title}</h1>
          <p className="num text-xs text-ink-3" role="status">
            {rows.length > 0 ? t('desk.list.total', { count: rows.length, more: query.hasNextPage ? 'yes' : 'no' }) : ''}
          </p>
        </div>
        <Splits search={search} view={view} counts={view === 'all' && isPlain(search) ? counts : undefined} />
        <FilterBar
          filters={search}
          people={person.staff}
          teams={person.teams}
          change={change}
          hasOwner={view !== 'mine' && view !== 'unclaimed'}
          hasTeam={!view.startsWith('team_')}
        />
        {search.organisation ? (
          <p className="px-4 pb-2 text-xs text-ink-2">
            {t('desk.list.ofOrganisation')}{' '}
            <button
              type="button"
              className="link"
              onClick={() => change({ organisation: undefined, openedFrom: undefined, openedTo: undefined })}
            >
              {t('desk.list.showAll')}
            </button>
          </p>
        ) : null}
        {query.isPending ? <Bones rows={8} height="4.25rem" /> : null}
        {query.isError && rows.length === 0 ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
        {query.isError && rows.length > 0 ? (
          <p role="status" className="border-y border-line bg-sunken px-4 py-1.5 text-xs">
            {t('desk.list.cached')}{' '}
            <button type="button" className="link" onClick={() => void query.refetch()}>
              {t('desk.tryAgain')}
            </button>
          </p>
        ) : null}
        {query.isSuccess && rows.length === 0 ? <EmptyInbox filters={search} view={view} counts={counts} /> : null}
        {rows.length > 0 ? (
          <CaseList
            key={view}
            rows={rows}
            hasMore={query.hasNextPage}
            more={more}
            zone={person.shop.zone}
            peekNumber={search.peek ?? null}
            onOpen={open}
            onCurrent={current}
            hands={hands}
          />
        ) : null}
      </section>
      {search.peek ? <Peek id={search.peek} onClose={() => change({ peek: undefined })} /> : null}
    </>
  )
}

function useInboxHands(rows: Row[], view: string, search: InboxSearch) {
  const peek = search.peek ?? null
  const hands = useRef<ListHands>(null)
  const navigate = useNavigate()
  const client = useQueryClient()
  const now = useNow()
  const change = (next: Partial<Record<keyof InboxSearch, string | undefined>>) =>
    void navigate({ to: '/inbox/$view', params: { view }, search: clean({ ...search, ...next }), replace: true })
  const open = (row: Row) => {
    const numbers = rows.toSorted((a, b) => order(a, now) - order(b, now)).map((one) => one.number)
    keepWalk(numbers, location.pathname.replace(/^\/desk/, '') + location.search)
    readAhead(client, row.number)
  }
  const openCurrent = () => {
    const row = hands.current?.current()
    if (!row) return
    open(row)
    void navigate({ to: '/cases/$id', params: { id: row.number } })
  }
  const current = (row: Row) => {
    if (peek) change({ peek: row.number })
  }
  const togglePeek = () => {
    const number = hands.current?.current()?.number
    change({ peek: peek === number ? undefined : number })
  }
  const hasRows = rows.length > 0
  const claim = () => {
    const row = hands.current?.current()
    if (row) claimRow(row, () => void refresh(client, row.number))
  }
  useCommand('next', hasRows ? () => hands.current?.move(1) : null)
  useCommand('previous', hasRows ? () => hands.current?.move(-1) : null)
  useCommand('nextSection', hasRows ? () => hands.current?.moveSection(1) : null)
  useCommand('previousSection', hasRows ? () => hands.current?.moveSection(-1) : null)
  useCommand('open', hasRows ? openCurrent : null)
  useCommand('peek', hasRows ? togglePeek : null)
  useCommand('claimRow', hasRows ? claim : null)
  return { hands, change, open, current }
}

function claimRow(row: Row, done: () => void): void {
  const unclaim = () => void call(`/cases/${row.id}/claim`, { method: 'DELETE' }).then(done, sayRefused)
  call(`/cases/${row.id}/claim`, { method: 'PUT', body: {} }).then(() => {
    sayDone(t('desk.claim.done', { number: row.number }), unclaim)
    done()
  }, sayRefused)
}

function order(row: Row, now: number): number {
  return sections.indexOf(sectionOf(row, now))
}

/** What a view means to the API; what the address adds narrows it further. */
function filtersOf(view: string, search: InboxSearch): Filters {
  const { peek: _peek, ...given } = search
  const state = given.state ?? (view === 'answered' ? 'answered' : given.section || given.organisation ? undefined : 'open')
  const fixed: Filters =
    view === 'mine'
      ? { owner: 'me' }
      : view === 'unclaimed'
        ? { owner: 'none' }
        : view === 'all' || view === 'answered'
          ? {}
          : { team: view }
  return clean({ sort: 'work', ...given, ...fixed, ...(state ? { state } : {}) })
}

function clean(given: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

function isPlain(search: InboxSearch): boolean {
  return !search.kind && !search.owner && !search.team && !search.organisation && !search.product && !search.q && !search.state
}

function titleOf(view: string, teams: { id: string; name: string }[]): string {
  return (
    teams.find((team) => team.id === view)?.name ?? t(`desk.view.${['mine', 'unclaimed', 'all', 'answered'].includes(view) ? view : 'all'}`)
  )
}
