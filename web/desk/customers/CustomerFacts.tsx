import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import { clockTime, placeOf } from '../kit/time.ts'
import { Reach, Wishes } from './CustomerCard.tsx'
import type { Person } from './queries.ts'
import { SpendingLines } from './SpendingLines.tsx'

/** How to reach a person, when, in which language, for whom they ask, and how we kept our word to them. */
export function CustomerFacts({ person, now }: { person: Person; now: number }): ReactNode {
  const { organisation, rights, namedPerson, record } = person
  const since = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(Date.parse(person.since))
  return (
    <aside aria-label={t('desk.customer.about')} className="mt-3 flex min-w-0 flex-col gap-4 middle:row-span-2">
      <Group title={t('desk.customer.reach')}>
        <Reach customer={person} />
        {person.email || person.phone ? null : <p className="text-ink-2">{t('desk.customer.noReach')}</p>}
        <p className="text-ink-2">{t(`desk.language.${person.language}`)}</p>
        {person.zone ? (
          <p className="num text-ink-2">
            {t('desk.customer.theirTime', { time: clockTime(now, person.zone), place: placeOf(person.zone) })}
          </p>
        ) : null}
        <Wishes customer={person} />
      </Group>
      {organisation ? (
        <Group title={t('desk.customer.organisation')}>
          <p className="break-words">
            <Link to="/organisations/$id" params={{ id: organisation.id }} className="link">
              {organisation.name}
            </Link>
          </p>
          {namedPerson ? <p className="text-ink-2">{t('desk.customer.namedPerson', { name: namedPerson.name })}</p> : null}
          {rights ? <p className="text-ink-2">{t(`desk.contact.sees.${rights.sees}`)}</p> : null}
          {rights?.signs ? <p className="text-ink-2">{t('desk.customer.signs')}</p> : null}
          {rights && rights.projects.length > 0 ? (
            <p className="text-ink-2">{t('desk.contact.projectsAre', { names: rights.projects.map(({ name }) => name).join(', ') })}</p>
          ) : null}
        </Group>
      ) : null}
      <Group title={t('desk.customer.word')}>
        <p>
          {record && record.total > 0 ? t('desk.customer.record', { kept: record.kept, total: record.total }) : t('desk.customer.noRecord')}
        </p>
        <SpendingLines spending={person.spending} />
        <p className="text-ink-3">{t('desk.customer.sinceAlone', { since })}</p>
      </Group>
    </aside>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="flex flex-col gap-0.5">
      <h2 className="panel-title mb-0.5">{title}</h2>
      {children}
    </section>
  )
}
