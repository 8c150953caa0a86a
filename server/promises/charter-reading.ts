import type { CharterEntry, CharterHours, CharterVersion, DeskCharter, PublicCharter, Said, Why } from '#contract/charter.ts'
import type { Language } from '#contract/wire.ts'
import { namesOf, readCompany } from '#people'
import type { Context } from '#platform/context.ts'
import { languages } from '#platform/i18n/index.ts'
import { found } from '#platform/refusal.ts'
import { defaultTexts, pendingCharter } from './charter.ts'
import * as store from './charter-store.ts'
import { changeWords, entryAim, entryNotes, entrySentence, hoursWords, spanLabel } from './charter-words.ts'
import { recordsOfOptions } from './reading.ts'
import { everySpan, spanStarts } from './rules/charter.ts'
import { mayChangeCharter } from './rules/may.ts'

const mostVersions = 50

/** The charter as the desk sees it: what is public, what would become public, and whether whoever asks may make it so. */
export async function deskCharter(ctx: Context): Promise<DeskCharter> {
  const { published, draft, snapshot, differences, mark } = await pendingCharter(ctx)
  const ids = [published?.publishedBy, draft.changedBy].flatMap((id) => id ?? [])
  const names = await namesOf(ctx, ids)
  return {
    published: published && headView(ctx, published, names),
    differences: differences.map((one) => changeWords(ctx.t, one, snapshot.hours, true)),
    mark,
    texts: {
      own: draft.texts,
      defaults: defaultTexts(),
      version: draft.version,
      changedAt: draft.changedAt,
      changedBy: draft.changedBy && (names.get(draft.changedBy) ?? null),
    },
    mayChange: mayChangeCharter(ctx.actor) === null,
  }
}

/** The versions, newest first, with who published each. */
export async function listCharters(ctx: Context): Promise<CharterVersion[]> {
  const heads = await store.charterHeads(ctx.db, mostVersions)
  const names = await namesOf(
    ctx,
    heads.flatMap(({ publishedBy }) => publishedBy ?? []),
  )
  return heads.map((head) => headView(ctx, head, names))
}

/** The versions as anybody may see them, newest first: what changed in words and why. */
export async function publicVersions(ctx: Context) {
  return (await store.charterHeads(ctx.db, mostVersions)).map((head) => publicHead(ctx, head))
}

/** A version as anybody may see it, with the record of each entry; the newest unless one is named. Refuses `not_found`. */
export async function readCharter(ctx: Context, baseUrl: string, version?: number): Promise<PublicCharter> {
  const newest = found(await store.newestVersion(ctx.db))
  const row = found(await (version === undefined ? store.latestCharter(ctx.db) : store.charterByVersion(ctx.db, version)))
  return { ...(await viewOf(ctx, baseUrl, row)), isCurrent: row.version === newest.version }
}

/** What would be public if the next version were published now. */
export async function previewCharter(ctx: Context, baseUrl: string): Promise<PublicCharter> {
  const { published, snapshot, differences: changes } = await pendingCharter(ctx)
  const { entries, hours, texts } = snapshot
  const head = { version: (published?.version ?? 0) + 1, publishedAt: ctx.now, publishedBy: null, why: {}, askedByCount: null, changes }
  return { ...(await viewOf(ctx, baseUrl, { ...head, texts, entries: [...entries], hours: [...hours] })), isCurrent: false }
}

async function viewOf(ctx: Context, baseUrl: string, row: store.CharterRow): Promise<Omit<PublicCharter, 'isCurrent'>> {
  const heads = await store.charterHeads(ctx.db, mostVersions)
  const records = await recordsOfOptions(
    ctx,
    row.entries.map(({ optionId }) => optionId),
  )
  const { name: company } = await readCompany(ctx)
  return {
    ...publicHead(ctx, row),
    company,
    hours: row.hours,
    texts: row.texts,
    entries: row.entries.map((entry) => ({
      ...withoutName(entry),
      sentence: entrySentence(ctx.t, entry, row.hours),
      notes: entryNotes(ctx.t, entry),
      record: records.get(entry.optionId) ?? null,
      href: `${baseUrl}/charter/options/${entry.optionId}`,
    })),
    versions: heads.map(({ version, publishedAt }) => ({ version, publishedAt, href: `${baseUrl}/charter/versions/${version}` })),
  }
}

/** How an entry is called is between the desk and itself. */
const withoutName = ({ name: _name, ...entry }: CharterEntry) => entry

/**
 * One entry as the newest version with it says it, and its record over the last weeks or months; no spans under twenty judged. Refuses
 * `not_found` for what was never published.
 */
export async function readCharterOption(ctx: Context, optionId: string, by: 'week' | 'month') {
  const row = found(await store.charterWithOption(ctx.db, optionId))
  const entry = found(row.entries.find((one) => one.optionId === optionId))
  const newest = await store.newestVersion(ctx.db)
  const record = (await recordsOfOptions(ctx, [optionId])).get(optionId) ?? null
  return {
    version: row.version,
    stands: newest?.version === row.version,
    form: entry.form,
    sentence: entrySentence(ctx.t, entry, row.hours),
    notes: [...entryNotes(ctx.t, entry), entryAim(ctx.t, entry)],
    hours: hoursLines(ctx, hoursOf(entry, row.hours)),
    record,
    spans: record ? await spansOf(ctx, optionId, by) : [],
  }
}

async function spansOf(ctx: Context, optionId: string, by: 'week' | 'month') {
  const { zone } = await readCompany(ctx)
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString()
  const starts = spanStarts(by, today)
  const since = new Date(Temporal.PlainDate.from(starts[0] ?? today).toZonedDateTime(zone).epochMilliseconds)
  return everySpan(starts, await store.spansOfOption(ctx.db, optionId, since, by, zone)).map((span) => ({
    ...span,
    label: spanLabel(ctx.t, span.from, by),
  }))
}

/** The hours of a version as lines; the teams are named where they do not all work alike. */
export const hoursLines = (ctx: Context, hours: readonly CharterHours[]): string[] =>
  hours.map((one) => hoursWords(ctx.t, one, hours.length > 1))

const hoursOf = ({ teamId }: CharterEntry, hours: readonly CharterHours[]): readonly CharterHours[] =>
  teamId ? hours.filter(({ teams }) => teams.some(({ id }) => id === teamId)) : hours

/** Words in the reader's language, else in the company's, else in any they were said in; null where nothing was said. */
export function wordsFor(why: Why, ctx: Context, company: Language): Said | null {
  const language = [ctx.t.language, company, 'en' as const, ...languages].find((one) => why[one])
  return language ? { text: why[language] ?? '', language } : null
}

function publicHead(ctx: Context, { version, publishedAt, why, askedByCount, changes, hours }: store.CharterHead) {
  // A name in the menu is not for the public.
  const told = changes.filter((one) => one.what !== 'changed' || one.term !== 'name')
  return { version, publishedAt, why, askedByCount, changes: told.map((one) => changeWords(ctx.t, one, hours, false)) }
}

function headView(ctx: Context, head: store.CharterHead, names: ReadonlyMap<string, string>): CharterVersion {
  const { version, publishedAt, why, askedByCount, publishedBy, hours } = head
  const changes = head.changes.map((one) => changeWords(ctx.t, one, hours, true))
  return { version, publishedAt, why, askedByCount, changes, publishedBy: (publishedBy && names.get(publishedBy)) || 'Kept' }
}
