import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Review } from '#contract/review.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { Page } from '../../kit/Page.tsx'
import { Bones, Failed } from '../../kit/states.tsx'
import { useTitle } from '../../kit/title.ts'
import { spanQuery, type Days } from '../span.ts'
import { SpanFields } from '../SpanFields.tsx'
import { CaseName } from './CaseName.tsx'
import { Gaps } from './Gaps.tsx'
import { PromisesTold } from './PromisesTold.tsx'

type Told = Wire<Review>

interface PageProps {
  organisationId: string
  days: Days
  zone: string
  onDays: (days: Days) => void
}

/** What was promised to an organisation in some days and how it went: to read together with them, on the screen and on paper. */
export function ReviewPage({ organisationId, days, zone, onDays }: PageProps): ReactNode {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['review', organisationId, days],
    queryFn: ({ signal }) => call<Told>(`/organisations/${organisationId}/review?${spanQuery(days, zone)}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const title = data ? t('desk.review.title', { name: data.organisation.name }) : t('desk.review.short')
  useTitle(title)
  return (
    <Page
      title={title}
      lead={
        <>
          <p>{t('desk.review.days', { from: dateWords(days.from, 'long'), to: dateWords(days.to, 'long') })}</p>
          {data?.namedPerson ? <p>{t('desk.review.behind', { name: data.namedPerson.name })}</p> : null}
          {data?.isPart ? <p>{t('desk.review.part')}</p> : null}
          {data?.isCut ? <p>{t('desk.review.cut')}</p> : null}
        </>
      }
      deeds={
        <div className="flex flex-wrap items-end gap-2 print:hidden">
          <SpanFields days={days} onChange={onDays} />
          <button type="button" className="button" onClick={() => print()}>
            {t('desk.review.print')}
          </button>
        </div>
      }
    >
      {data ? <Parts review={data} zone={zone} /> : isPending ? <Bones rows={6} /> : <Failed error={error} again={() => void refetch()} />}
    </Page>
  )
}

function Parts({ review, zone }: { review: Told; zone: string }): ReactNode {
  const { opened, ended, kept, broken, moved, running } = review
  return (
    <>
      <dl className="mt-6 flex flex-wrap gap-x-10 gap-y-3">
        <Figure name={t('desk.review.opened')} count={opened} />
        <Figure name={t('desk.review.ended')} count={ended} />
        <Figure name={t('desk.review.kept')} count={kept.count} />
        <Figure name={t('desk.review.broken')} count={broken.count} />
        <Figure name={t('desk.review.moved')} count={moved.count} />
        <Figure name={t('desk.review.running')} count={running.count} />
      </dl>
      <PromisesTold title={t('desk.review.broken')} none={t('desk.review.noneBroken')} part={broken} zone={zone} />
      <PromisesTold title={t('desk.review.moved')} none={t('desk.review.noneMoved')} part={moved} zone={zone} />
      <Gaps gaps={review.gaps} zone={zone} />
      <PromisesTold title={t('desk.review.running')} none={t('desk.review.noneRunning')} part={running} zone={zone} />
      <Wishes wishes={review.wishes} />
      <Changes changes={review.changes} />
      <Ratings ratings={review.ratings} />
      <PromisesTold title={t('desk.review.kept')} none={t('desk.review.noneKept')} part={kept} zone={zone} />
    </>
  )
}

function Figure({ name, count }: { name: string; count: number }): ReactNode {
  return (
    <div>
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="num text-xl font-semibold">{count}</dd>
    </div>
  )
}

function Section({ title, none, children }: { title: string; none: string | null; children: ReactNode }): ReactNode {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      {none === null ? <ul>{children}</ul> : <p className="text-ink-3">{none}</p>}
    </section>
  )
}

function Wishes({ wishes }: { wishes: Told['wishes'] }): ReactNode {
  return (
    <Section title={t('desk.review.wishes')} none={wishes.length ? null : t('desk.review.noneWished')}>
      {wishes.map((wish) => (
        <li key={wish.caseId} className="break-inside-avoid border-b border-line py-2">
          <CaseName of={wish} /> <span className="text-ink-3">{t(`desk.state.${wish.state}`)}</span>
        </li>
      ))}
    </Section>
  )
}

function Changes({ changes }: { changes: Told['changes'] }): ReactNode {
  return (
    <Section title={t('desk.review.changes')} none={changes.length ? null : t('desk.review.noneChanged')}>
      {changes.map((change) => (
        <li key={change.sentence} className="break-inside-avoid border-b border-line py-2">
          <span lang={change.language}>{change.sentence}</span> <span className="text-ink-3">{change.because}</span>
        </li>
      ))}
    </Section>
  )
}

function Ratings({ ratings }: { ratings: Told['ratings'] }): ReactNode {
  return (
    <Section title={t('desk.review.ratings')} none={ratings.length ? null : t('desk.review.noneRated')}>
      {ratings.map((rating) => (
        <li key={rating.caseId} className="break-inside-avoid border-b border-line py-2">
          <span className="num font-semibold">{t('desk.review.score', { score: rating.score })}</span> <CaseName of={rating} />
          {rating.text ? <p className="mt-1 text-ink-2">{rating.text}</p> : null}
        </li>
      ))}
    </Section>
  )
}
