import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Customer } from '#contract/customers.ts'
import type { CaseView } from '#contract/faces.ts'
import type { Wire } from '../client.ts'
import { t } from '../kit/language.ts'
import { clockTime, placeOf } from '../kit/time.ts'
import { SpendingLines } from './SpendingLines.tsx'

interface CardProps {
  customer: Wire<Customer>
  /** For whom they ask in this case, and who of us stands behind it. */
  asked: Pick<CaseView, 'organisation' | 'project' | 'namedPerson'>
  record: { kept: number; total: number } | null
  spending: CaseView['spending']
  now: number
}

/** Who is served, to be known in ten seconds. */
export function CustomerCard({ customer, asked, record, spending, now }: CardProps): ReactNode {
  const since = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(Date.parse(customer.since))
  const organisation = asked.organisation ?? customer.organisation
  return (
    <div className="flex flex-col gap-1">
      <p className="text-base font-semibold break-words">
        <Link to="/customers/$id" params={{ id: customer.id }} className="link">
          {customer.name || customer.email || customer.phone}
        </Link>
      </p>
      {organisation ? (
        <p className="break-words">
          <Link to="/organisations/$id" params={{ id: organisation.id }} className="link">
            {organisation.name}
          </Link>
          {asked.project ? <span className="text-ink-2"> · {asked.project.name}</span> : null}
        </p>
      ) : null}
      {asked.namedPerson ? <p className="text-ink-2">{t('desk.customer.namedPerson', { name: asked.namedPerson.name })}</p> : null}
      <Reach customer={customer} />
      <p className="text-ink-2">{[t(`desk.language.${customer.language}`), t('desk.customer.since', { since })].join(' · ')}</p>
      {customer.zone ? (
        <p className="num text-ink-2">
          {t('desk.customer.theirTime', { time: clockTime(now, customer.zone), place: placeOf(customer.zone) })}
        </p>
      ) : null}
      <Wishes customer={customer} />
      <p className="mt-1.5">
        {record && record.total > 0 ? t('desk.customer.record', { kept: record.kept, total: record.total }) : t('desk.customer.noRecord')}
      </p>
      <SpendingLines spending={spending} />
    </div>
  )
}

/** How they like to be served, as they said themselves. */
export function Wishes({ customer: { prefers, quiet } }: { customer: Pick<Wire<Customer>, 'prefers' | 'quiet'> }): ReactNode {
  return (
    <>
      {prefers ? <p>{t(`desk.customer.prefers.${prefers}`)}</p> : null}
      {quiet ? <p className="num">{t('desk.customer.quiet', quiet)}</p> : null}
    </>
  )
}

/** How to reach somebody: address and number, each a link that starts it. */
export function Reach({ customer }: { customer: Pick<Wire<Customer>, 'email' | 'phone' | 'proven'> }): ReactNode {
  return (
    <>
      {customer.email ? (
        <p className="flex flex-wrap gap-x-2">
          <a className="link break-all" href={`mailto:${customer.email}`}>
            {customer.email}
          </a>
          {customer.proven ? null : <span className="text-xs text-ink-3">{t('desk.customer.unproven')}</span>}
        </p>
      ) : null}
      {customer.phone ? (
        <p>
          <a className="link num" href={`tel:${customer.phone.replaceAll(/[^+\d]/g, '')}`}>
            {customer.phone}
          </a>
        </p>
      ) : null}
    </>
  )
}
