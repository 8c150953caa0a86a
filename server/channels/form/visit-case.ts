import { findCase, type IncomingFile } from '#cases'
import { customerByAddress } from '#customers'
import { acceptOffer, attachVisit, offersOfVisit, propose } from '#promises'
import { listProducts } from '#value'
import type { Context } from '#platform/context.ts'
import { readFile } from '#platform/files/file.ts'
import type { House } from '#platform/kept.ts'
import { found, refuse } from '#platform/refusal.ts'
import { acknowledge, takeIn, type TakeIn } from '../intake.ts'
import * as store from '../visit-store.ts'
import { expectedOfVisit } from './expected.ts'
import { lockVisit, type Choice, type Visit } from './visit.ts'

/**
 * Opens the case of a visit with the promise that was chosen, once: the same form again answers the same case. Refuses
 * `promises.offer_taken` or `promises.offer_expired`, and then nothing has happened.
 */
export async function openVisitCase(ctx: Context, house: House, token: string): Promise<string> {
  const visit = await lockVisit(ctx, token)
  if (visit.caseId) return visit.caseId
  const { choice } = visit.said
  if (!choice) refuse('promises.offer_expired')
  const wish = await wishOf(ctx, house, visit)
  const taken = await takeIn(ctx, wish)
  const { it } = taken
  await attachVisit(ctx, visit.id, it.id)
  const asCustomer: Context = { ...ctx, actor: { kind: 'customer', id: it.customerId, caseId: it.id } }
  if ('offerId' in choice) await acceptOffer(asCustomer, { offerId: choice.offerId })
  else {
    const { promise } = await propose(asCustomer, { caseId: it.id, ...wishedBy(ctx, choice, visit.zone) })
    // Who got a promise hears of it; who did not hears that they were heard, and what runs meanwhile.
    // What they wrote beside their time may have told of an emergency, which the receipt answers.
    if (!promise) await acknowledge(ctx, wish, { ...taken, it: await findCase(asCustomer, it.id) })
  }
  await store.saveVisit(ctx.db, { ...visit, caseId: it.id })
  return it.id
}

/** What a visitor proposed. "As soon as possible" has passed by the time they have given their address: then it is now. */
function wishedBy(ctx: Context, choice: Exclude<Choice, { offerId: string }>, zone: string) {
  const { date, way = 'written', words } = choice
  const at = date ? (chosenInstant(choice, zone) ?? refuse('promises.bad_time')) : undefined
  const soonest = new Date(ctx.now.getTime() + 60_000)
  return { form: way ?? undefined, at: at && at < soonest ? soonest : at, words: words || undefined, toLead: !date }
}

/** A day and a clock time of a zone as an instant; null when they are none. A time that a clock change leaves out is the one after it. */
export function chosenInstant({ date, time }: { date: string; time: string }, zone: string): Date | null {
  try {
    const at = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone)
    return new Date(at.epochMilliseconds)
  } catch {
    return null
  }
}

async function wishOf(ctx: Context, house: House, visit: Visit): Promise<TakeIn> {
  const { said, language, teamId, zone } = visit
  const { name, email, phone } = said
  const picked = zone === house.shop.zone ? {} : { zone }
  const text = await wordsOf(ctx, said)
  const about = await aboutOf(ctx, said)
  return {
    house,
    teamId,
    kind: said.kind,
    channel: 'form',
    language,
    acknowledge: false,
    customer: { email, ...(name && { name }), ...(phone && { phone }), ...picked },
    ...about,
    wentWrong: said.wentWrong || undefined,
    expects: said.expected || undefined,
    wouldPutRight: said.putRight || undefined,
    expected: expectedOfVisit(visit),
    shown: await offersOfVisit(ctx, visit.id),
    message: { channel: 'form', text, shownText: text, from: { name, address: email.toLowerCase() }, files: await filesOf(ctx, visit) },
  }
}

/** What was chosen, as far as it still is to be chosen: a product on the list, a project of whoever has the address. Else it is as if nothing was. */
async function aboutOf(ctx: Context, { productId, projectId, email }: store.Said): Promise<Pick<TakeIn, 'productId' | 'projectId'>> {
  const products = productId ? await listProducts(ctx, { onlyActive: true }) : []
  const projects = projectId ? ((await customerByAddress(ctx, email))?.projectIds ?? []) : []
  return { productId: products.find(({ id }) => id === productId)?.id, projectId: projects.find((id) => id === projectId) }
}

/** A stranger's number never replaces a known person's: the desk reads it beside their words. */
async function wordsOf(ctx: Context, { need, email, phone }: store.Said): Promise<string> {
  const known = phone ? await customerByAddress(ctx, email) : null
  return known?.phone && digits(known.phone) !== digits(phone) ? `${need}\n\n\u260e ${phone}` : need
}

const digits = (phone: string): string => phone.replace(/\D/g, '')

async function filesOf(ctx: Context, visit: Visit): Promise<IncomingFile[]> {
  const files: IncomingFile[] = []
  for (const { name, type, sha256 } of await store.filesOfVisit(ctx.db, visit.id))
    files.push({ name, type, content: found(await readFile(ctx.db, sha256)) })
  return files
}
