import type { OptionPreview } from '#contract/promises.ts'
import { isAnswer } from '#contract/tracks.ts'
import { listTeams, readCompany } from '#people'
import type { Context } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import { linesOf } from './history.ts'
import { presentLoad } from './load.ts'
import { tableFor } from './offering.ts'
import { menuOf, plain, type NewOption } from './option.ts'
import type { OptionRow } from './option-store.ts'
import { lineOf, type Subject } from './quoting.ts'
import { drafts, draftsBeside, type Draft } from './rules/menu.ts'
import { minutesAt, replayFixed, replayQuoted } from './rules/replay.ts'
import { sentenceOf } from './views.ts'

const daysBack = 28
const levels = [0.5, 0.8, 0.9, 0.95]

export type PreviewOption = Pick<NewOption, 'form' | 'level' | 'minutes' | 'windowMinutes' | 'skill' | 'inLanguage'> & { teamId: string }

/** What an entry of the menu would be worth as it is written now: kept in the past, possible at each level, and offered to whoever came now. */
export async function previewOption(ctx: Context, wish: PreviewOption): Promise<OptionPreview> {
  found((await listTeams(ctx)).find(({ id }) => id === wish.teamId))
  const since = new Date(ctx.now.getTime() - daysBack * 86_400_000)
  const [menu, nowMs] = [await menuOf(ctx, wish.teamId), ctx.now.getTime()]
  const past = lineOf(await linesOf(ctx), wish.form)
  const cases = (past?.casesOf(wish.teamId) ?? []).filter(({ openedAtMs }) => openedAtMs >= since.getTime())
  const option: OptionRow = { ...plain, ...wish, id: 'preview', name: '', isDefault: false }
  const terms = (target: number) => ({ id: option.id, levelMinutes: wish.minutes, target })
  return {
    cases: cases.length,
    since,
    fixed: replayFixed(cases, menu.calendar, wish.minutes, nowMs),
    quoted: replayQuoted(cases, menu.calendar, terms(wish.level), nowMs),
    levels: levels.map((level) => ({ level, minutes: minutesAt(cases, menu.calendar, level, nowMs) })),
    offers: await offersNow(ctx, option, wish.teamId),
  }
}

/** What somebody would be offered now from this entry alone: a customer of the company's language and zone, with a number. */
async function offersNow(ctx: Context, option: OptionRow, teamId: string): Promise<OptionPreview['offers']> {
  const { zone, language } = await readCompany(ctx)
  const menu = { ...(await menuOf(ctx, teamId)), options: [option] }
  const subject: Subject = { teamId, kind: 'request', channel: 'form', language, openedAt: ctx.now }
  const load = await presentLoad(ctx, teamId, menu.calendar, null)
  const table = await tableFor(ctx, menu, load, { teamId, zone, subject, customer: { phone: '+', language, proven: true } }, [option.form])
  return (isAnswer(option.form) ? drafts(table) : draftsBeside(table, option.form)).map((draft) => said(ctx, draft, zone))
}

function said(ctx: Context, { form, startsAtMs, dueAtMs, probability }: Draft, zone: string): OptionPreview['offers'][number] {
  const [startsAt, dueAt] = [startsAtMs === null ? null : new Date(startsAtMs), new Date(dueAtMs)]
  return { sentence: sentenceOf(ctx, { form, startsAt, dueAt, isDefault: false }, zone), startsAt, dueAt, probability }
}
