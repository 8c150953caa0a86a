import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Organisation } from '#contract/organisations.ts'
import { useOrganisations } from '../kit/choices.ts'
import { EditSheet } from '../kit/EditSheet.tsx'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { Page } from '../kit/Page.tsx'
import { SearchField } from '../kit/SearchField.tsx'
import { Bones, Failed, Nothing } from '../kit/states.tsx'
import { useTitle } from '../kit/title.ts'
import { WhoMay } from '../kit/WhoMay.tsx'
import { NewOrganisation } from './NewOrganisation.tsx'
import { OrganisationRows } from './OrganisationRows.tsx'

type Named = { id: string; name: string }

interface OrganisationsProps {
  words: string
  kind: string
  change: (next: { q?: string | undefined; kind?: string | undefined }) => void
  onMade: (made: Organisation) => void
  people: readonly Named[]
  teams: readonly Named[]
  mayChange: boolean
}

/** Whoever may say who belongs to an organisation. */
export const leads = ['lead', 'manager', 'admin']

/** Companies we serve and departments of our own, by name. */
export function OrganisationsPage({ words, kind, change, onMade, people, teams, mayChange }: OrganisationsProps): ReactNode {
  useTitle(t('desk.organisations.title'))
  const [isAdding, setAdding] = useState(false)
  const query = useOrganisations({ ...(words && { q: words }), ...(kind && { kind }) })
  const rows = query.data?.items ?? []
  const isFiltered = words !== '' || kind !== ''
  return (
    <Page
      title={t('desk.organisations.title')}
      lead={t('desk.organisations.lead')}
      deeds={
        mayChange ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('desk.organisations.new')}
          </button>
        ) : null
      }
    >
      {mayChange ? null : <WhoMay roles={leads} words={(names) => t('desk.organisations.whoMay', { names })} />}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <SearchField label={t('desk.organisations.search')} words={words} onWords={(q) => change({ q: q || undefined })} />
        <Kinds kind={kind} onKind={(next) => change({ kind: next || undefined })} />
      </div>
      <div className="mt-4">
        {query.isPending ? <Bones rows={6} /> : null}
        {query.isError ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
        {rows.length > 0 ? <OrganisationRows organisations={rows} /> : null}
        {query.data?.nextCursor ? <p className="mt-2 text-xs text-ink-3">{t('desk.organisations.more')}</p> : null}
        {query.isSuccess && rows.length === 0 ? (
          <Nothing title={t(isFiltered ? 'desk.organisations.noneFound' : 'desk.organisations.none')}>
            {isFiltered ? (
              <button type="button" className="button mt-2" onClick={() => change({ q: undefined, kind: undefined })}>
                {t('desk.empty.clear')}
              </button>
            ) : (
              t('desk.organisations.noneLead')
            )}
          </Nothing>
        ) : null}
      </div>
      <EditSheet
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('desk.organisations.new')}
        form={(tell) => <NewOrganisation {...tell} people={people} teams={teams} onMade={onMade} />}
      />
    </Page>
  )
}

const kinds = ['', 'company', 'department']

function Kinds({ kind, onKind }: { kind: string; onKind: (kind: string) => void }): ReactNode {
  return (
    <div role="group" aria-label={t('desk.organisation.kind')} className="flex gap-1">
      {kinds.map((one) => (
        <button
          key={one}
          type="button"
          className={`button small ${one === kind ? 'bg-sunken!' : 'quiet'}`}
          aria-pressed={one === kind}
          onClick={() => onKind(one)}
        >
          {t(one ? `desk.organisation.kinds.${one}` : 'desk.organisation.kinds.all')}
        </button>
      ))}
    </div>
  )
}
