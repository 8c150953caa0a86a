import type { VNode } from 'preact'
import type { ReviewedLine, ReviewPage } from '#contract/portal.ts'
import { useReading, weave } from '../parts/reading.tsx'
import { SentenceText } from '../parts/Sentence.tsx'
import { Time } from '../parts/Time.tsx'

/** What was promised to an organisation and how it went: to read together, on the screen and on paper. */
export function Review({ page }: { page: ReviewPage }) {
  const { t, moments } = useReading()
  const day = (at: Date) =>
    new Intl.DateTimeFormat(t.language === 'en' ? 'en-GB' : t.language, { dateStyle: 'long', timeZone: moments.zone }).format(at)
  return (
    <>
      <p className="step actions">
        <a href={page.backHref}>{t('my.title')}</a>
      </p>
      <h1>{t('review.title', { organisation: page.organisation })}</h1>
      <p>
        {t('review.days', { from: day(page.from), until: day(page.until) })}{' '}
        {page.namedPerson && t('organisation.behind', { name: page.namedPerson })}
      </p>
      {page.isCut && <p>{t('review.cut')}</p>}
      <p className="actions">
        <a className="button quiet" href={page.earlierHref}>
          {t('review.earlier')}
        </a>
        {page.laterHref && (
          <a className="button quiet" href={page.laterHref}>
            {t('review.later')}
          </a>
        )}
        <button type="button" className="button quiet" hidden data-print>
          {t('receipt.print')}
        </button>
      </p>
      <p>{t('review.cases', { opened: page.opened, ended: page.ended })}</p>
      {page.parts.map(({ what, count, lines }) => (
        <Part key={what} title={t(`review.${what}`, { count })}>
          {lines.map((line) => (
            <li key={`${line.number}${line.promise.way}${line.promise.dueAt.getTime()}`}>
              <Line line={line} />
            </li>
          ))}
        </Part>
      ))}
      <Gaps gaps={page.gaps} />
      <Said page={page} />
    </>
  )
}

// A heading alone says it all where there is none.
function Part({ title, children }: { title: string; children: VNode[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length > 0 && <ul className="cases">{children}</ul>}
    </section>
  )
}

function Line({ line }: { line: ReviewedLine }) {
  const { t } = useReading()
  const { doneAt, state, movedBy, reason } = line
  return (
    <>
      <CaseLink of={line} />
      <p className="promise-small">
        <SentenceText promised={line.promise} />
      </p>
      <p className="quiet">
        {doneAt ? weave(t, 'review.done', { time: <Time at={doneAt} /> }) : t(`state.${state}`)}
        {state === 'moved' && ` – ${t(movedBy === 'customer' ? 'review.by_you' : 'review.by_us')}`}
        {reason && ` ${t('moved.reason', { reason })}`}
      </p>
    </>
  )
}

/** What they expected by an hour, what we could when they said so, and what was done. */
function Gaps({ gaps }: { gaps: ReviewPage['gaps'] }) {
  const { t, moments } = useReading()
  const later = (minutes: number | null) =>
    minutes ? t('expectation.gap', { gap: moments.duration(minutes * 60_000) }) : t('expectation.in_time')
  return (
    <Part title={t('review.gaps', { count: gaps.length })}>
      {gaps.map((gap) => (
        <li key={gap.number}>
          <CaseLink of={gap} />
          <p className="quiet">
            {weave(t, 'review.expected', { time: <Time at={gap.by} /> })}{' '}
            {gap.openingGapMinutes !== null && t('review.could', { gap: later(gap.openingGapMinutes) })}{' '}
            {gap.metAt && (
              <>
                {weave(t, 'review.done', { time: <Time at={gap.metAt} /> })} {later(gap.closingGapMinutes)}
              </>
            )}
          </p>
        </li>
      ))}
    </Part>
  )
}

function Said({ page: { wishes, ratings, changes } }: { page: ReviewPage }) {
  const { t } = useReading()
  return (
    <>
      <Part title={t('review.wishes', { count: wishes.length })}>
        {wishes.map((wish) => (
          <li key={wish.number}>
            <CaseLink of={wish} />
            <p className="quiet">
              {t(wish.state === 'answered' || wish.state === 'withdrawn' ? `colleague.state.${wish.state}` : `case.state.${wish.state}`)}
            </p>
          </li>
        ))}
      </Part>
      {changes.length > 0 && (
        <Part title={t('review.changes', { count: changes.length })}>
          {changes.map((change) => (
            <li key={change.sentence}>
              <p lang={change.language}>{change.sentence}</p>
              <p className="quiet">{change.because}</p>
            </li>
          ))}
        </Part>
      )}
      <Part title={t('review.ratings', { count: ratings.length })}>
        {ratings.map((rating) => (
          <li key={rating.number}>
            <CaseLink of={rating} />
            <p>
              {t('review.score', { score: rating.score })} {rating.text}
            </p>
          </li>
        ))}
      </Part>
    </>
  )
}

function CaseLink({ of: { number, subject, language, href } }: { of: Pick<ReviewedLine, 'number' | 'subject' | 'language' | 'href'> }) {
  return (
    <a className="case-link" href={href}>
      <span>
        {number} <span lang={language}>{subject}</span>
      </span>
    </a>
  )
}
