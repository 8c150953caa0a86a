import type { ReactNode } from 'react'
import { t, say } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { whenWords } from '../../kit/time.ts'
import { usePresences } from './queries.ts'
import type { Shifts } from './queries.ts'
import { nowOrNext } from './week.ts'

const hourMs = 3_600_000
const aheadMs = 14 * 24 * hourMs

/** Who is there now and until when; who is not, and when they are back. */
export function NowList({ teamId, people, zone }: { teamId: string; people: readonly Shifts[]; zone: string }): ReactNode {
  const now = useNow()
  // The hour, so that the same answer serves for a while.
  const fromMs = Math.floor(now / hourMs) * hourMs
  const { data } = usePresences(teamId, fromMs, fromMs + aheadMs)
  if (!data) return null
  const rows = people
    .map(({ staffId, name }) => ({ staffId, name, state: nowOrNext(data.get(staffId) ?? [], now) }))
    .toSorted((a, b) => rank(a.state) - rank(b.state))
  return (
    <section aria-labelledby="who-is-there" className="mt-5">
      <h2 id="who-is-there" className="panel-title">
        {t('desk.shifts.now', { count: rows.filter(({ state }) => state && 'now' in state).length, all: rows.length })}
      </h2>
      <ul className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
        {rows.map(({ staffId, name, state }) => (
          <li key={staffId} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`size-2 flex-none rounded-full border border-ink-2 ${state && 'now' in state ? 'bg-ink-2' : ''}`}
            />
            <span className={state && 'now' in state ? 'font-medium' : ''}>{name}</span>
            <span className="num text-ink-2">
              {state === null
                ? t('desk.shifts.notSoon')
                : 'now' in state
                  ? t('desk.shifts.until', { when: say(whenWords(state.now.endMs, now, zone)) })
                  : t('desk.shifts.back', { when: say(whenWords(state.next.startMs, now, zone)) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const rank = (state: ReturnType<typeof nowOrNext>) => (state === null ? 2 : 'now' in state ? 0 : 1)
