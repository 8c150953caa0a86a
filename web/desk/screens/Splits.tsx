import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Counts } from '#contract/faces.ts'
import { t } from '../kit/language.ts'
import type { InboxSearch } from '../routes.tsx'

const splits = ['emergency', 'late', 'hour', 'later', 'waiting'] as const

/** The sections of the list as places of their own, with counts where the server counts the same cases. */
export function Splits({ view, search, counts }: { view: string; search: InboxSearch; counts: Counts | undefined }): ReactNode {
  const { section: _section, peek: _peek, ...rest } = search
  const count = (name: (typeof splits)[number]) => (counts && name !== 'later' ? counts[name] : undefined)
  return (
    <nav aria-label={t('desk.split.title')} className="mb-2 flex gap-5 overflow-x-auto border-b border-line px-4">
      <Split view={view} search={rest} isOn={!search.section} label={t('desk.split.all')} />
      {splits.map((name) => (
        <Split
          key={name}
          view={view}
          search={{ ...rest, section: name }}
          isOn={search.section === name}
          label={t(`desk.split.${name}`)}
          count={count(name)}
        />
      ))}
    </nav>
  )
}

function Split({
  view,
  search,
  isOn,
  label,
  count,
}: {
  view: string
  search: InboxSearch
  isOn: boolean
  label: string
  count?: number | undefined
}): ReactNode {
  return (
    <Link
      to="/inbox/$view"
      params={{ view }}
      search={search}
      aria-current={isOn ? 'true' : undefined}
      activeProps={{}}
      className={`-mb-px flex min-h-9 items-center gap-1.5 border-b-2 whitespace-nowrap ${isOn ? 'border-ink font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
    >
      {label}
      {count ? <span className="num text-xs text-ink-3">{count}</span> : null}
    </Link>
  )
}
