import type { CasePage, TrackerEvent, TrackerKind } from '#contract/portal.ts'
import { useReading, weave } from './reading.tsx'
import { Time } from './Time.tsx'

/** Lines that speak of the customer: of a colleague they are worded for a third person. */
const ofTheirs: ReadonlySet<TrackerKind> = new Set([
  'asked',
  'added',
  'promised',
  'chosen',
  'proposed',
  'countered',
  'opened',
  'wrote',
  'at_risk',
  'moved_by_us',
  'moved_by_you',
  'move_declined',
  'paused',
  'call_missed',
  'call_done',
  'escalated',
  'answered',
  'rejected',
  'kept_open',
  'accepted',
  'withdrawn',
  'released',
  'reopened',
  'rated',
])

/** What has happened, each line a real event of the history, and what comes next. */
export function Tracker({ events, next }: { events: TrackerEvent[]; next: CasePage['next'] }) {
  const { t } = useReading()
  return (
    <section aria-labelledby="tracker-title">
      <h2 id="tracker-title">{t('tracker.title')}</h2>
      <ol className="tracker">
        {events.map((event) => (
          <li key={`${event.what}${event.at.getTime()}`}>
            <Time at={event.at} />{' '}
            <span>
              <EventText event={event} />
            </span>
          </li>
        ))}
        {next && (
          <li className="tracker-next">
            <span className="tracker-when">{t('tracker.next')}</span> <NextText next={next} />
          </li>
        )}
      </ol>
    </section>
  )
}

function NextText({ next }: { next: NonNullable<CasePage['next']> }) {
  const { t } = useReading()
  const at = (next.way === 'call' ? next.startsAt : null) ?? next.dueAt
  return (
    <span>{weave(t, `tracker.next.${next.way}`, { named: next.name ? 'yes' : 'no', name: next.name ?? '', time: <Time at={at} /> })}</span>
  )
}

function EventText({ event }: { event: TrackerEvent }) {
  const { t } = useReading()
  const { promise, name, by } = event
  const at = promise && ((promise.way === 'call' ? promise.startsAt : null) ?? promise.dueAt)
  return (
    <>
      {weave(t, by !== null && ofTheirs.has(event.what) ? `tracker.by.${event.what}` : `tracker.${event.what}`, {
        named: name ? 'yes' : 'no',
        name: name ?? '',
        by: by ?? '',
        way: promise?.way ?? 'none',
        time: at ? <Time at={at} /> : '',
        words: event.words ?? '',
      })}
    </>
  )
}
