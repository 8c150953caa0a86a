import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Organisation } from '#contract/organisations.ts'
import { t } from '../kit/language.ts'
import { Tag } from '../kit/Page.tsx'

/** Organisations as rows: what each is, how many act for it, who of us stands behind it. */
export function OrganisationRows({ organisations }: { organisations: readonly Organisation[] }): ReactNode {
  return (
    <ul className="mt-1 border-t border-line">
      {organisations.map((it) => (
        <li key={it.id} className="border-b border-line">
          <Link
            to="/organisations/$id"
            params={{ id: it.id }}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-2 py-2.5 hover:bg-hover"
          >
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-1">
              <span className="font-medium break-words">{it.name}</span>
              {it.kind === 'department' ? <Tag>{t('desk.organisations.department')}</Tag> : null}
            </span>
            <span className="num text-end whitespace-nowrap text-ink-2">{t('desk.organisations.contacts', { count: it.contacts })}</span>
            <span className="min-w-0 text-xs text-ink-3">
              {it.namedPerson ? t('desk.customer.namedPerson', { name: it.namedPerson.name }) : t('desk.organisation.nobodyNamed')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
