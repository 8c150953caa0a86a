import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { codeOf } from '../client.ts'
import { Back } from '../kit/Back.tsx'
import { ChangeButton } from '../kit/ChangeButton.tsx'
import { say, t } from '../kit/language.ts'
import { Page, Part, Tag } from '../kit/Page.tsx'
import { Bones, Failed, Nothing } from '../kit/states.tsx'
import { dayWords, fullTime, whenWords } from '../kit/time.ts'
import { useTitle } from '../kit/title.ts'
import { CustomerFacts } from './CustomerFacts.tsx'
import { CustomerForm } from './CustomerForm.tsx'
import { PurchaseList } from './PurchaseList.tsx'
import { useCustomer } from './queries.ts'
import type { Person } from './queries.ts'

interface PageProps {
  id: string
  now: number
  zone: string
  /** The deed that opens a case for them. */
  newCase: (person: Person) => ReactNode
  /** What other rooms know of them. */
  children: ReactNode
}

/** D7: a person to be known in ten seconds, in their own words first. */
export function CustomerPage({ id, now, zone, newCase, children }: PageProps): ReactNode {
  const query = useCustomer(id)
  const person = query.data
  const name = person ? nameOf(person) : t('desk.customers.title')
  useTitle(name)
  if (!person)
    return (
      <Page title={<span className="sr-only">{name}</span>} back={<Back to="/customers">{t('desk.customers.title')}</Back>}>
        {query.isPending ? <Bones rows={6} /> : null}
        {query.isError && codeOf(query.error) === 'not_found' ? (
          <Nothing title={t('desk.customer.gone')}>{t('desk.customer.goneLead')}</Nothing>
        ) : query.isError ? (
          <Failed error={query.error} again={() => void query.refetch()} />
        ) : null}
      </Page>
    )
  const wishes = person.cases.filter(({ kind }) => kind === 'wish')
  const asked = person.cases.filter(({ kind }) => kind !== 'wish')
  return (
    <Page
      title={name}
      back={<Back to="/customers">{t('desk.customers.title')}</Back>}
      deeds={
        <>
          <Change person={person} />
          {newCase(person)}
        </>
      }
    >
      <div className="mt-4 grid items-start gap-x-10 gap-y-2 middle:grid-cols-[minmax(0,1fr)_19rem] middle:grid-rows-[auto_1fr]">
        <Words words={person.words} now={now} zone={zone} />
        <CustomerFacts person={person} now={now} />
        <div className="min-w-0">
          <Part title={t('desk.customer.cases')}>
            <Cases cases={asked} zone={zone} none={t('desk.customer.noCases')} />
          </Part>
          {wishes.length > 0 ? (
            <Part title={t('desk.customer.wishes')}>
              <Cases cases={wishes} zone={zone} none="" />
            </Part>
          ) : null}
          {children}
          <Part title={t('desk.customer.ratings')}>
            <Ratings person={person} zone={zone} />
          </Part>
          {person.spending.length > 0 ? <PurchaseList customerId={person.id} zone={zone} /> : null}
        </div>
      </div>
    </Page>
  )
}

const nameOf = ({ name, email, phone }: Person): string => name || email || phone || t('desk.nobodyNamed')

const Change = ({ person }: { person: Person }): ReactNode => (
  <ChangeButton title={nameOf(person)} lead={t('desk.customer.changeLead')} form={(tell) => <CustomerForm {...tell} person={person} />} />
)

function Words({ words, now, zone }: { words: Person['words']; now: number; zone: string }): ReactNode {
  if (!words) return <p className="mt-3 text-ink-2">{t('desk.customer.noWords')}</p>
  const at = Date.parse(words.at)
  return (
    <figure className="mt-3 rounded-control bg-sunken px-4 py-3">
      <blockquote className="prose line-clamp-6" lang={words.language}>
        {words.text}
      </blockquote>
      <figcaption className="num mt-2 text-xs text-ink-2">
        <time dateTime={words.at} title={fullTime(at, zone)}>
          {t('desk.customer.saidAt', { when: say(whenWords(at, now, zone)) })}
        </time>{' '}
        <Link to="/cases/$id" params={{ id: words.number }} className="link">
          {words.number}
        </Link>
      </figcaption>
    </figure>
  )
}

const shownAtOnce = 8

function Cases({ cases, zone, none }: { cases: Person['cases']; zone: string; none: string }): ReactNode {
  const [isAll, setAll] = useState(false)
  if (cases.length === 0) return <p className="text-ink-2">{none}</p>
  const shown = isAll ? cases : cases.slice(0, shownAtOnce)
  return (
    <>
      <CaseRows cases={shown} zone={zone} />
      {shown.length < cases.length ? (
        <button type="button" className="link mt-2 min-h-7 text-xs" onClick={() => setAll(true)}>
          {t('desk.customer.all', { count: cases.length })}
        </button>
      ) : null}
    </>
  )
}

function CaseRows({ cases, zone }: { cases: Person['cases']; zone: string }): ReactNode {
  return (
    <ul className="border-t border-line">
      {cases.map((one) => (
        <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line px-2 py-2">
          <span className="flex min-w-0 flex-1 basis-48 flex-wrap items-baseline gap-x-2.5">
            <Link to="/cases/$id" params={{ id: one.number }} className="link break-words" lang={one.language}>
              {one.subject}
            </Link>
            {one.kind === 'complaint' ? <Tag>{t('desk.kind.complaint')}</Tag> : null}
          </span>
          <span className="num text-xs whitespace-nowrap text-ink-3">
            {t(`desk.state.${one.state}`)} · {one.number} · {dayWords(Date.parse(one.openedAt), zone)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Ratings({ person, zone }: { person: Person; zone: string }): ReactNode {
  if (person.ratings.length === 0) return <p className="text-ink-2">{t('desk.customer.noRatings')}</p>
  const language = new Map(person.cases.map((one) => [one.id, one.language]))
  return (
    <ul className="border-t border-line">
      {person.ratings.map((one) => (
        <li key={one.caseId} className="border-b border-line px-2 py-2">
          <span className="flex flex-wrap items-baseline gap-x-3">
            <span className="num flex-1">{t('desk.facts.score', { score: one.score })}</span>
            <span className="num text-xs text-ink-3">
              <Link to="/cases/$id" params={{ id: one.number }} className="link">
                {one.number}
              </Link>{' '}
              · {dayWords(Date.parse(one.createdAt), zone)}
            </span>
          </span>
          {one.text ? (
            <q className="mt-0.5 block break-words text-ink-2" lang={language.get(one.caseId)}>
              {one.text}
            </q>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
