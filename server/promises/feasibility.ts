import type { Feasibility } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { momentsFor } from '#platform/i18n/index.ts'
import { refuse } from '#platform/refusal.ts'
import { answerTable } from './offering.ts'
import { obstaclesTo, type Obstacle } from './rules/obstacle.ts'
import { isTooFar, type Wish } from './rules/proposal.ts'

/** Whether a time could be promised on a case now, and why not, in the reader's language: "why is 15:00 not offered?". Changes nothing. */
export async function feasibilityOf(
  ctx: Context,
  { caseId, form, at }: { caseId: string; form: Wish['form']; at: Date },
): Promise<Feasibility> {
  if (isTooFar(at.getTime(), ctx.now.getTime())) refuse('promises.bad_time')
  const { wish, table } = await answerTable(ctx, caseId)
  const obstacles = obstaclesTo(table, { form, atMs: at.getTime() })
  return { feasible: !obstacles.length, obstacles: obstacles.map((one) => ({ code: one.code, sentence: sentence(ctx, one, wish.zone) })) }
}

function sentence(ctx: Context, obstacle: Obstacle, zone: string): string {
  const moments = momentsFor({ language: ctx.t.language, zone, now: ctx.now })
  const time = (ms: number | null) => (ms === null ? '' : moments.clock(new Date(ms)))
  const { code } = obstacle
  if (code === 'closed') return ctx.t('obstacle.closed', { time: time(obstacle.opensAtMs), known: obstacle.opensAtMs ? 'yes' : 'no' })
  if (code === 'too_soon') {
    const { earliestMs, level, cases } = obstacle
    return ctx.t(cases ? 'obstacle.too_soon' : 'obstacle.too_soon_level', { time: time(earliestMs), level: Math.round(level * 100), cases })
  }
  if (code === 'nobody') return ctx.t('obstacle.nobody', { need: needWords(ctx, obstacle.need) })
  if (code === 'taken') return ctx.t('obstacle.taken', { there: obstacle.there })
  if (code === 'full') return ctx.t('obstacle.full', { promised: Math.ceil(obstacle.promised), able: Math.floor(obstacle.able) })
  return ctx.t(`obstacle.${code}`)
}

/** "Lithuanian, wheels": a language by its name, a skill by its word. */
function needWords(ctx: Context, { skill, language }: { skill: string | null; language: string | null }): string {
  const names = new Intl.DisplayNames([ctx.t.language], { type: 'language' })
  return [language && names.of(language), skill].filter(Boolean).join(', ') || '–'
}
