import { findCase, lockCase } from '#cases'
import type { Events } from '#contract/events.ts'
import { system, type Context } from '#platform/context.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change, type Hears } from '#platform/kept.ts'
import * as estimates from './estimate-store.ts'
import { asSystem } from './finding.ts'
import { lockedLoad } from './load.ts'
import { dropAsked } from './move-request-store.ts'
import { menuOf } from './option.ts'
import { save } from './promise.ts'
import { quotingOf } from './quoting.ts'
import { putAtRisk, type Because } from './risk.ts'
import { chancesOfWork, isTooLow } from './rules/estimate.ts'
import * as store from './store.ts'

const everyMs = 60_000
/** What is due later than this has time to be looked at again; and no team is looked at for more promises at once. */
const horizonMs = 24 * 3_600_000
const most = 100
const bite = 20

/**
 * Holds what is at stake in the coming day against what each team can do: once a minute, and at once when people come or go. Its cost grows
 * with what is due, not with what is open.
 */
export const estimatingSweep: Sweep = {
  name: 'estimates',
  wakes: ['people.absence_changed', 'people.shifts_changed', 'people.calendar_changed', 'promise.overbooked'],
  async work(kept) {
    const now = kept.clock.now()
    const [before, since] = [new Date(now.getTime() + horizonMs), new Date(now.getTime() - everyMs)]
    const teams = await estimates.teamsToEstimate(kept.database, before, since, bite)
    for (const { teamId } of teams) {
      const fallen = await change(kept, system, 'en', (ctx) => fallenOf(ctx, teamId, before, since))
      for (const { id, caseId, because } of fallen) await change(kept, system, 'en', (ctx) => warn(ctx, id, caseId, because))
    }
    return teams.length
  },
  nextAt: async (kept) => (await estimates.nextEstimateAt(kept.database, everyMs, horizonMs))?.at ?? null,
}

/** What promises do when people come or go, or a case goes to another team. */
export const estimatingHears: Hears = {
  'people.absence_changed': async (ctx, { teamIds }) => void (await estimates.touchTeams(ctx.db, teamIds, 'absence')),
  'people.shifts_changed': async (ctx, { teamIds }) => void (await estimates.touchTeams(ctx.db, teamIds, 'absence')),
  'people.calendar_changed': async (ctx, { calendarId }) => {
    const teams = await estimates.teamsOfCalendar(ctx.db, calendarId)
    await estimates.touchTeams(
      ctx.db,
      teams.map(({ id }) => id),
      'absence',
    )
  },
  'case.handed_over': (ctx, facts) => reEstimate(ctx, facts),
}

interface Fallen {
  id: string
  caseId: string
  because: Because
}

async function fallenOf(ctx: Context, teamId: string, before: Date, since: Date): Promise<Fallen[]> {
  const claimed = await estimates.claimEstimate(ctx.db, teamId, ctx.now, since)
  if (!claimed) return []
  const rows = await estimates.atStake(ctx.db, teamId, ctx.now, before, most)
  const { calendar } = await menuOf(ctx, teamId)
  const workload = await lockedLoad(ctx, teamId, calendar, null)
  if (!(workload.ratePerHour > 0)) return []
  const chances = chancesOfWork(
    workload,
    ctx.now.getTime(),
    rows.map(({ dueAt }) => dueAt.getTime()),
  )
  return rows
    .filter(({ level, watched }, i) => watched && isTooLow(chances[i] ?? null, level))
    .map(({ id, caseId }) => ({ id, caseId, because: claimed.because ?? 'queue' }))
}

/** The case is locked before the promise, as everywhere; what changed meanwhile is left alone. */
async function warn(ctx: Context, id: string, caseId: string, because: Because): Promise<void> {
  await lockCase(ctx, caseId)
  const row = await store.lockPromise(ctx.db, id)
  if (row?.state === 'agreed' && row.pendingUntil === null) await putAtRisk(ctx, row, because)
}

/** Another team has the work now: what it takes of time is theirs, and its chances are theirs. */
async function reEstimate(ctx: Context, { caseId, to }: Events['case.handed_over']): Promise<void> {
  if (!to.startsWith('team_')) return
  await estimates.moveReservations(ctx.db, caseId, to)
  const it = await findCase(asSystem(ctx), caseId)
  const record = await quotingOf(ctx, await menuOf(ctx, to), { ...it, teamId: to })
  for (const row of await store.lockAllRunning(ctx.db, caseId)) {
    // The time that was asked about is the first team's.
    await dropAsked(ctx.db, row.id, ctx.now)
    if (row.state !== 'agreed' || row.form === 'call' || row.form === 'arrival') continue
    if (isTooLow(record.chance(row.form, row.dueAt.getTime()), row.level)) await putAtRisk(ctx, row, 'hand_over')
    else await save(ctx, { ...row, fallsAt: record.falls(row) })
  }
}
