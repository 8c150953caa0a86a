import type { Case } from '#cases'
import { findCustomer } from '#customers'
import { listStaff } from '#people'
import type { Context } from '#platform/context.ts'
import { refuse } from '#platform/refusal.ts'
import { zoneOf } from './offering.ts'
import { isTooFar, type Wish } from './rules/proposal.ts'
import { readSpoken } from './rules/spoken/spoken.ts'

/** What a customer would rather have: a time with a form, their words, or both. */
export interface Asked {
  form?: Wish['form'] | undefined
  /** An answer by then, or a call that begins then. */
  at?: Date | undefined
  words?: string | undefined
  /** Sent to a lead as it is, because the page could not read it. */
  toLead?: boolean | undefined
}

/** The same as it was understood. */
export interface Meant {
  form: Wish['form']
  at: Date | null
  words: string | null
  personId: string | null
  /** A place, in their words. */
  place: string | null
  /** Whether somebody has to come, or they come to us: nothing a clock alone can promise. */
  needsVisit: boolean
  /** Whether the words or the picker say how: by a call or in writing. */
  saysForm: boolean
  zone: string
}

const minuteMs = 60_000
/** "A call before noon" begins so early that it is over by then. */
const callMs = 30 * minuteMs

/**
 * Reads what a customer asks for on a case: a picked time and form count before what the words say; person and place come from the words. Refuses
 * `promises.not_understood` where neither names a time, unless they name a place, and `promises.bad_time` for one that has passed or is too far.
 */
export async function meaningOf(ctx: Context, it: Case, asked: Asked): Promise<Meant> {
  const customer = await findCustomer(ctx, it.customerId)
  const zone = await zoneOf(ctx, customer)
  const meant = await understand(ctx, { ...asked, language: customer.language ?? it.language, zone, teamId: it.teamId })
  if (!meant.at && !meant.needsVisit && !(asked.toLead && meant.words)) refuse('promises.not_understood')
  if (meant.at && (meant.at <= ctx.now || isTooFar(meant.at.getTime(), ctx.now.getTime()))) refuse('promises.bad_time')
  return meant
}

/** What is understood of a time and words on the page of a team; `at` is null where nothing names a time. Refuses nothing. */
export async function understand(
  ctx: Context,
  { form, at, words: said, language, zone, teamId }: Asked & { language: string; zone: string; teamId: string },
): Promise<Meant> {
  const words = said?.trim() || null
  const staff = words ? (await listStaff(ctx)).filter(({ teamIds }) => teamIds.includes(teamId)) : []
  const spoken = words ? readSpoken(words, { language, nowMs: ctx.now.getTime(), zone, people: staff.map(({ name }) => name) }) : null
  const meantForm = form ?? spoken?.form ?? 'written'
  return {
    form: meantForm,
    at: at ?? instantOf(ctx, spoken, meantForm),
    words,
    personId: staff.find(({ name }) => name === spoken?.person)?.id ?? null,
    place: spoken?.place ?? null,
    // "Call me at home" needs nobody there; "at your shop" does.
    needsVisit: spoken?.place !== null && spoken !== null && form === undefined && spoken.form === null,
    saysForm: form !== undefined || (spoken?.form ?? null) !== null,
    zone,
  }
}

function instantOf(ctx: Context, spoken: ReturnType<typeof readSpoken> | null, form: Wish['form']): Date | null {
  if (!spoken?.atMs) return null
  const isBefore = spoken.relation === 'before' || spoken.relation === 'by'
  const earlierMs = spoken.atMs - callMs
  return new Date(form === 'call' && isBefore && earlierMs > ctx.now.getTime() ? earlierMs : spoken.atMs)
}
