import type { CharterOptionPage, CharterPage, CharterStep, Worded } from '#contract/portal.ts'
import { charterParts } from '#contract/charter-parts.ts'
import type { PublicCharter } from '#contract/charter.ts'
import { changesFor, hoursLines, previewCharter, publicVersions, readCharter, readCharterOption, wordsFor } from '#promises'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'

/** The charter as a page; the newest version unless one is named. */
export async function charterPage(kept: Kept, ctx: Context, version?: number): Promise<CharterPage> {
  const it = await readCharter(ctx, '', version)
  return pageOf(kept, ctx, it, it.isCurrent ? 'now' : 'before')
}

/** What the page would be if the next version were published now, for the desk. */
export const charterPreviewPage = async (kept: Kept, ctx: Context): Promise<CharterPage> =>
  pageOf(kept, ctx, await previewCharter(ctx, ''), 'preview')

async function pageOf(kept: Kept, ctx: Context, it: PublicCharter, standing: CharterPage['standing']): Promise<CharterPage> {
  return {
    page: 'charter',
    standing,
    version: it.version,
    publishedAt: it.publishedAt,
    items: it.entries.map(({ form: way, sentence, notes, record, href }) => ({ way, sentence, notes, record, href })),
    hours: hoursLines(ctx, it.hours),
    texts: textsOf(ctx, it),
    asked: (await changesFor(ctx)).map(({ sentence: text, language, at, because }) => ({ text, language, at, because })),
    steps: await charterSteps(kept, ctx),
    currentHref: '/charter',
    feedHref: `/charter.atom?lang=${ctx.t.language}`,
    jsonHref: standing === 'before' ? `/charter.json?version=${it.version}` : '/charter.json',
  }
}

/** One entry with its record over time, as a page. */
export async function charterOptionPage(ctx: Context, optionId: string, by: 'week' | 'month'): Promise<CharterOptionPage> {
  const { form: way, sentence, notes, record, stands, version, ...it } = await readCharterOption(ctx, optionId, by)
  const href = `/charter/options/${optionId}`
  return {
    ...it,
    page: 'charterOption',
    version,
    stands,
    by,
    item: { way, sentence, notes, record, href },
    charterHref: stands ? '/charter' : `/charter/versions/${version}`,
    otherHref: by === 'week' ? `${href}?by=month` : href,
  }
}

/** The versions, newest first: what changed and why, in the reader's language where it was said in it. */
export async function charterSteps(kept: Kept, ctx: Context): Promise<CharterStep[]> {
  return (await publicVersions(ctx)).map(({ why, askedByCount, ...step }) => ({
    ...step,
    why: wordsFor(why, ctx, kept.house.shop.language),
    askedBy: askedByCount,
    href: `/charter/versions/${step.version}`,
  }))
}

const textsOf = (ctx: Context, { texts }: PublicCharter): { title: string; said: Worded }[] =>
  charterParts.flatMap((part) => {
    const said = texts[ctx.t.language][part]
    return said ? [{ title: ctx.t(`charter.part.${part}`), said }] : []
  })
