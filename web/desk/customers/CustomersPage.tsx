import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useOrganisations } from '../kit/choices.ts'
import { t } from '../kit/language.ts'
import { Page } from '../kit/Page.tsx'
import { SearchField } from '../kit/SearchField.tsx'
import { Bones, Failed, Nothing } from '../kit/states.tsx'
import { dayWords } from '../kit/time.ts'
import { useTitle } from '../kit/title.ts'
import { OrganisationRows } from './OrganisationRows.tsx'
import { useFoundCustomers } from './queries.ts'
import type { Found } from './queries.ts'

interface CustomersProps {
  words: string
  onWords: (words: string) => void
  zone: string
}

/** D6: people and organisations by name, address or number; without words those in touch lately. */
export function CustomersPage({ words, onWords, zone }: CustomersProps): ReactNode {
  useTitle(t('desk.customers.title'))
  const query = useFoundCustomers(words)
  const firms = useOrganisations({ q: words }, words !== '')
  const organisations = words ? (firms.data?.items ?? []) : []
  const isNothing = query.isSuccess && query.data.length === 0 && organisations.length === 0 && !firms.isFetching
  return (
    <Page title={t('desk.customers.title')} lead={t('desk.customers.lead')}>
      <div className="mt-4">
        <SearchField label={t('desk.customers.search')} words={words} onWords={onWords} />
      </div>
      {query.isPending ? <Bones rows={6} /> : null}
      {query.isError ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
      {organisations.length > 0 ? (
        <section className="mt-6">
          <h2 className="panel-title">{t('desk.organisations.title')}</h2>
          <OrganisationRows organisations={organisations} />
        </section>
      ) : null}
      {query.data && query.data.length > 0 ? (
        <section className="mt-6">
          <h2 className="panel-title">{t(words ? 'desk.customers.found' : 'desk.customers.lately')}</h2>
          <ul className="mt-1 border-t border-line">
            {query.data.map((person) => (
              <Row key={person.id} person={person} zone={zone} />
            ))}
          </ul>
          {query.data.length === 50 ? <p className="mt-2 text-xs text-ink-3">{t('desk.customers.more')}</p> : null}
        </section>
      ) : null}
      {isNothing ? (
        <Nothing title={t(words ? 'desk.customers.nobody' : 'desk.customers.none', { words })}>{t('desk.customers.nobodyLead')}</Nothing>
      ) : null}
    </Page>
  )
}

function Row({ person, zone }: { person: Found; zone: string }): ReactNode {
  const reach = [person.email, person.phone].filter(Boolean).join(' · ')
  return (
    <li className="border-b border-line">
      <Link
        to="/customers/$id"
        params={{ id: person.id }}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-2 py-2.5 hover:bg-hover"
      >
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium break-words">{person.name || reach || t('desk.nobodyNamed')}</span>
          {person.organisation ? <span className="min-w-0 text-ink-2">{person.organisation.name}</span> : null}
        </span>
        <span className="num text-end whitespace-nowrap text-ink-2">{t('desk.customers.cases', { count: person.cases })}</span>
        <span className="num min-w-0 truncate text-xs text-ink-3">{person.name ? reach : ''}</span>
        <span className="num text-end text-xs whitespace-nowrap text-ink-3">
          {person.lastAt ? t('desk.customers.last', { day: dayWords(Date.parse(person.lastAt), zone) }) : ''}
        </span>
      </Link>
    </li>
  )
}
