import { caseLink, findCase, numberText } from '#cases'
import { isProven } from '#customers'
import { system, type Context } from '#platform/context.ts'
import { translator } from '#platform/i18n/index.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change, type House } from '#platform/kept.ts'
import { placeOfCase } from '../mailbox-store.ts'
import { digest } from './letters/case-letters.ts'
import { queueMail } from './outgoing.ts'
import * as store from './outgoing-store.ts'
import { mayMail } from './rules/caps.ts'

const hourMs = 3_600_000
const mostShown = 20

/** Sends what the caps withheld, one mail per address, as soon as that address may get one again. */
export const digestSweep: Sweep = {
  name: 'digests',
  wakes: ['mail.withheld'],
  work: (kept) => change(kept, system, 'en', (ctx) => digestOne(ctx, kept.house)),
  nextAt: async (kept) => (await store.nextWithheldAt(kept.database))?.at ?? null,
}

async function digestOne(ctx: Context, house: House): Promise<number> {
  const withheld = await store.withheldLongest(ctx.db, ctx.now)
  const newest = withheld.at(-1)
  if (!newest) return 0
  const ids = withheld.map(({ id }) => id)
  const proven = await isProven(ctx, newest.toAddress)
  const load = await store.loadOf(ctx.db, newest.toAddress, newest.caseId, ctx.now)
  if (!mayMail(load, proven)) return (await store.waitOn(ctx.db, ids, new Date(ctx.now.getTime() + hourMs / 4)), withheld.length)
  await store.markDigested(ctx.db, ids)
  if (newest.caseId) await send(ctx, house, withheld, newest.caseId, proven)
  for (const { id, caseId } of withheld) await ctx.tell('mail.digested', { caseId, mailId: id, count: withheld.length })
  return withheld.length
}

async function send(ctx: Context, house: House, withheld: readonly store.OutgoingMail[], caseId: string, proven: boolean): Promise<void> {
  const it = await findCase(ctx, caseId)
  const [place, newest] = [await placeOfCase(ctx.db, it.id, it.teamId), withheld.at(-1)]
  if (!place || !newest) return
  const pages = await pagesOf(ctx, house, withheld)
  const shown = withheld.slice(-mostShown).map(({ subject, caseId: id }) => ({ subject, page: pages.get(id ?? '') ?? null }))
  const letter = digest({
    t: translator(newest.language),
    shop: house.shop.name,
    number: numberText(it.number),
    withheld: shown,
    count: withheld.length,
  })
  await queueMail(ctx, {
    house,
    place,
    it,
    kind: 'digest',
    to: { name: newest.toName, address: newest.toAddress },
    language: newest.language,
    letter,
    autoSubmitted: 'auto-generated',
    proven,
  })
}

async function pagesOf(ctx: Context, house: House, withheld: readonly store.OutgoingMail[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(withheld.slice(-mostShown).flatMap(({ caseId }) => caseId ?? []))]
  const pages = new Map<string, string>()
  for (const id of ids) pages.set(id, caseLink(house, await findCase(ctx, id), ctx.now))
  return pages
}
