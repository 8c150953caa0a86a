import type { CompanyRecord } from '#contract/promises.ts'
import { listTeams, readCompany } from '#people'
import type { Context } from '#platform/context.ts'
import { withInterval, type KeptRecord } from './rules/record.ts'
import * as store from './record-store.ts'

const weekMs = 7 * 86_400_000
const earlyMinutes = 15

interface Count {
  kept: number
  total: number
}

/** How well the company and each team kept their word in the last weeks, with 95 % Wilson intervals, and how early it was told when not. */
export async function companyRecord(ctx: Context, weeks: number): Promise<CompanyRecord> {
  const { zone } = await readCompany(ctx)
  const since = new Date(ctx.now.getTime() - weeks * weekMs)
  const judged = await store.judgedSince(ctx.db, since, zone)
  const teams = (await listTeams(ctx)).map(({ id, name }) => {
    const own = judged.filter(({ teamId }) => teamId === id)
    return { teamId: id, name, ...shareOf(own), weeks: byWeek(own) }
  })
  return {
    since,
    company: shareOf(judged),
    teams,
    weeks: byWeek(judged),
    forms: [...Map.groupBy(judged, ({ form }) => form)].map(([form, rows]) => ({ form, ...shareOf(rows) })),
    moved: await store.movedSince(ctx.db, since),
    atRisk: await store.atRiskSince(ctx.db, since),
    foreseen: await store.foreseenSince(ctx.db, since, earlyMinutes),
  }
}

const sumOf = (rows: readonly Count[]): Count =>
  rows.reduce((sum, { kept, total }) => ({ kept: sum.kept + kept, total: sum.total + total }), { kept: 0, total: 0 })

function shareOf(rows: readonly Count[]): KeptRecord {
  const { kept, total } = sumOf(rows)
  return withInterval(kept, total)
}

const byWeek = (rows: readonly store.JudgedWeek[]) =>
  [...Map.groupBy(rows, ({ monday }) => monday)].map(([monday, own]) => ({ monday, ...sumOf(own) }))
