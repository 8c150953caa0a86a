import { charterParts, type CharterPart } from '#contract/charter-parts.ts'
import type { CharterEntry, CharterHours, CharterTexts, OwnTexts, Why } from '#contract/charter.ts'
import { promiseForm } from '#contract/promises.ts'
import type { Language } from '#contract/wire.ts'
import { languagesOfTeams, listCalendars, readCompany } from '#people'
import { actorId, system, type Context } from '#platform/context.ts'
import { languages, translator } from '#platform/i18n/index.ts'
import { allow, refuse } from '#platform/refusal.ts'
import * as store from './charter-store.ts'
import { allOptions, type OptionRow } from './option-store.ts'
import { differences, markOf, wholeTexts, type Difference, type Snapshot } from './rules/charter.ts'
import { mayChangeCharter } from './rules/may.ts'

/** What would be published now: the newest version, what it would become, and the points between. */
export interface Pending {
  published: store.CharterRow | null
  draft: store.DraftRow
  snapshot: Snapshot
  differences: Difference[]
  mark: string
}

/** Sees what is public beside what the menu and the texts say now. Changes nothing. */
export async function pendingCharter(ctx: Context): Promise<Pending> {
  return pendingFrom(ctx, await store.readDraft(ctx.db))
}

export interface PublishCharter {
  /** Of what was seen and is meant. */
  mark: string
  why: Why
  askedByCount: number | null
}

/**
 * Publishes the menu and the texts as they are now as the next version, which from then on every promise cites and nobody can change. Refuses
 * `promises.charter_changed` when it is not what was seen any more, and `promises.charter_unchanged` when the charter says all that already.
 */
export async function publishCharter(ctx: Context, input: PublishCharter): Promise<number> {
  allow(mayChangeCharter(ctx.actor))
  const pending = await pendingFrom(ctx, await store.lockDraft(ctx.db))
  if (pending.mark !== input.mark) refuse('promises.charter_changed', { version: pending.published?.version ?? 0 })
  if (!pending.differences.length) refuse('promises.charter_unchanged', { version: pending.published?.version ?? 0 })
  return publish(ctx, pending, input)
}

/** Keeps the company's own words for the next version; refuses `promises.charter_changed` when somebody else changed them since `version`. */
export async function changeCharterTexts(ctx: Context, { texts, version }: { texts: OwnTexts; version: number }): Promise<void> {
  allow(mayChangeCharter(ctx.actor))
  const draft = await store.lockDraft(ctx.db)
  if (draft.version !== version) refuse('promises.charter_changed', { version: draft.version })
  await store.saveDraft(ctx.db, { texts: spoken(texts), version: version + 1, changedAt: ctx.now, changedBy: actorId(ctx.actor) })
  await ctx.tell('promise.charter_drafted', { version: version + 1 })
}

/** Publishes the first version where there is none yet and the menu has something to promise, so that every promise can cite one. */
export async function foundCharter(ctx: Context): Promise<void> {
  if (await isFounded(ctx)) return
  const pending = await pendingFrom({ ...ctx, actor: system }, await store.lockDraft(ctx.db))
  if (pending.published || !pending.snapshot.entries.length) return
  const why = Object.fromEntries(languages.map((language) => [language, translator(language)('charter.why.first')]))
  await publish({ ...ctx, actor: system }, { ...pending, differences: [] }, { why, askedByCount: null })
}

/** Asked with every promise: once a version was seen that is not of this very change, there will always be one. */
async function isFounded(ctx: Context): Promise<boolean> {
  if (founded.has(ctx.db.home)) return true
  const newest = await store.newestVersion(ctx.db)
  if (newest && newest.publishedAt < ctx.now) founded.add(ctx.db.home)
  return newest !== null
}

const founded = new WeakSet<object>()

async function publish(ctx: Context, pending: Pending, { why, askedByCount }: Omit<PublishCharter, 'mark'>): Promise<number> {
  const version = (pending.published?.version ?? 0) + 1
  const said = Object.fromEntries(Object.entries(why).filter(([, text]) => text.trim()))
  const { snapshot, differences: changes } = pending
  await store.insertCharter(ctx.db, {
    version,
    publishedAt: ctx.now,
    publishedBy: actorId(ctx.actor),
    entries: [...snapshot.entries],
    hours: [...snapshot.hours],
    texts: snapshot.texts,
    changes,
    why: said,
    askedByCount,
  })
  await ctx.tell('promise.charter_published', { version, changes: changes.length, askedByCount })
  return version
}

async function pendingFrom(ctx: Context, draft: store.DraftRow): Promise<Pending> {
  const published = await store.latestCharter(ctx.db)
  const snapshot = { ...(await menuNow(ctx)), texts: await textsNow(ctx, draft.texts) }
  const before: Snapshot = published ?? { entries: [], hours: [], texts: emptyTexts }
  return { published, draft, snapshot, differences: differences(before, snapshot), mark: markOf(published?.version ?? 0, snapshot) }
}

const emptyTexts = Object.fromEntries(languages.map((language) => [language, {}])) as CharterTexts

/** The active menu as the public may know it, and the hours of the teams it is for. */
async function menuNow(ctx: Context): Promise<Pick<Snapshot, 'entries' | 'hours'>> {
  const [options, calendars, spoken] = [await allOptions(ctx.db), await listCalendars(ctx), await languagesOfTeams(ctx)]
  const hours = calendars
    .filter(({ teams }) => teams.length > 0)
    .map(({ teams, zone, week, place }): CharterHours => ({ teams, zone, week, country: place?.country ?? null }))
  const names = new Map(hours.flatMap(({ teams }) => teams.map(({ id, name }) => [id, name] as const)))
  const entries = options.filter(({ active }) => active).map((option) => entryOf(option, names, spoken))
  entries.sort((a, b) => order.indexOf(a.form) - order.indexOf(b.form) || a.minutes - b.minutes)
  return { entries, hours }
}

/** As a customer meets them: the answer, then what stands beside it; the soonest first. */
const order = promiseForm.options

type Spoken = Awaited<ReturnType<typeof languagesOfTeams>>

function entryOf(option: OptionRow, names: ReadonlyMap<string, string>, spoken: Spoken): CharterEntry {
  const { id: optionId, form, name, level, minutes, windowMinutes, isDefault, choosers } = option
  const teamId = option.teamId ?? ''
  const people = spoken.filter((one) => !teamId || one.teamId === teamId)
  const known = new Set(people.flatMap(({ inWriting, byCall }) => (form === 'call' ? byCall : inWriting)))
  const isSpoken = form === 'call' || option.inLanguage
  return {
    optionId,
    form,
    name,
    teamId,
    teamName: names.get(teamId) ?? '',
    level,
    minutes,
    windowMinutes,
    isDefault,
    choosers,
    languages: isSpoken ? languages.filter((language) => known.has(language)) : null,
  }
}

async function textsNow(ctx: Context, own: OwnTexts): Promise<CharterTexts> {
  const { language: company } = await readCompany(ctx)
  return wholeTexts(own, defaultTexts(), { parts: charterParts, languages, company })
}

/** What stands in the charter where the company says nothing itself. Where else customers can turn only the company knows. */
export function defaultTexts(): Record<Language, Partial<Record<CharterPart, string>>> {
  const parts = charterParts.filter((part) => part !== 'elsewhere')
  const textsOf = (language: Language) => Object.fromEntries(parts.map((part) => [part, translator(language)(`charter.text.${part}`)]))
  return Object.fromEntries(languages.map((language) => [language, textsOf(language)])) as Record<
    Language,
    Partial<Record<CharterPart, string>>
  >
}

/** Words that were emptied are not there. */
const spoken = (texts: OwnTexts): OwnTexts =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([part, words]) => [part, Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim()))] as const)
      .filter(([, words]) => Object.keys(words).length),
  )
