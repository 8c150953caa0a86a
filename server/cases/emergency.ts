import { emergencyKinds, type Emergency, type EmergencyKind, type Trigger } from '#contract/emergency.ts'
import { namesOf } from '#people'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { allow, refuse } from '#platform/refusal.ts'
import * as emergencies from './emergency-store.ts'
import { findCase, lockCase } from './finding.ts'
import { findEmergency } from './rules/emergency.ts'
import { mayConfirm, mayWork } from './rules/may.ts'
import type { Case } from './store.ts'

/** Words of a customer, as a door brought them: what is shown of a message with its id, and what was said beside it. */
export interface Heard {
  messageId: string | null
  shown: string
  beside?: readonly (string | null | undefined)[]
}

/** What of these words tells of an emergency: those in the message with their place, those beside it without; empty when nothing does. */
export function triggersIn({ messageId, shown, beside = [] }: Heard): Trigger[] {
  const own = findEmergency(shown)?.triggers ?? []
  const others = beside.flatMap((text) => (text ? (findEmergency(text)?.triggers ?? []) : []))
  const seen = new Set(own.map(({ words }) => words))
  return [
    ...own.map((found) => ({ ...found, messageId })),
    ...others.filter(({ words }) => !seen.has(words)).map((found) => ({ ...found, messageId, from: null, to: null })),
  ]
}

/**
 * Raises an emergency for what was read in a customer's words, in the transaction that keeps them. Only ever raises: on a case where one stands
 * the words are added, and it becomes as grave as the gravest of them. The caller has the case.
 */
export async function raiseFor(ctx: Context, it: Pick<Case, 'id' | 'emergency'>, triggers: readonly Trigger[]): Promise<void> {
  const kind = gravestOf(triggers)
  if (!kind) return
  if (it.emergency) return addWords(ctx, it.id, triggers)
  const id = newId('emergency', ctx)
  await emergencies.insertEmergency(ctx.db, { ...fresh(ctx, it.id), id, kind, triggers: [...triggers] })
  await ctx.tell('case.emergency_raised', { caseId: it.id, emergencyId: id, kind, by: 'rule', words: wordsOf(triggers) })
}

/** What a visitor's words tell of, before there is a case; null when of nothing. */
export const emergencyIn = (texts: readonly string[]): EmergencyKind | null =>
  gravestOf(triggersIn({ messageId: null, shown: '', beside: texts }))

/** Hears words that are no message of their own, as what somebody writes who asks for a lead. */
export async function hearWords(ctx: Context, caseId: string, words: string): Promise<void> {
  const triggers = triggersIn({ messageId: null, shown: '', beside: [words] })
  if (triggers.length) await raiseFor(ctx, await lockCase(ctx, caseId), triggers)
}

/** A person of the desk, or a key, says that this is an emergency. Where one stands it stays as it is, unless this is graver. */
export async function raiseEmergency(
  ctx: Context,
  { caseId, kind, words }: { caseId: string; kind: EmergencyKind; words?: string | undefined },
): Promise<void> {
  const it = await lockCase(ctx, caseId)
  allow(mayWork(ctx.actor))
  if (it.state === 'set_aside') refuse('cases.not_open')
  const known = await emergencies.lockStanding(ctx.db, caseId)
  if (known && gravest([known.kind, kind]) === known.kind) return
  const id = known?.id ?? newId('emergency', ctx)
  const [staffId, keyId] = [staffOf(ctx), ctx.actor.kind === 'key' ? ctx.actor.id : null]
  const mine = staffId ? { raisedBy: staffId, confirmedAt: ctx.now, confirmedBy: staffId } : { raisedKey: keyId }
  if (known) await emergencies.addToEmergency(ctx.db, { ...known, kind })
  else await emergencies.insertEmergency(ctx.db, { ...fresh(ctx, caseId), ...mine, id, kind, words: words?.trim() || null })
  await ctx.tell('case.emergency_raised', { caseId, emergencyId: id, kind, by: 'person', words: words?.trim() ? [words.trim()] : [] })
}

/** A person says that it is one. Said twice it changes nothing. */
export async function confirmEmergency(ctx: Context, caseId: string): Promise<void> {
  await lockCase(ctx, caseId)
  allow(mayConfirm(ctx.actor))
  const it = (await emergencies.lockStanding(ctx.db, caseId)) ?? refuse('cases.no_emergency')
  if (await emergencies.confirm(ctx.db, it.id, staffOf(ctx) ?? '', ctx.now))
    await ctx.tell('case.emergency_confirmed', { caseId, emergencyId: it.id })
}

/** A person says that it is none, or that it is over; who and why stand in the history. Nothing else ever lowers one. */
export async function endEmergency(ctx: Context, { caseId, why }: { caseId: string; why: 'not_an_emergency' | 'over' }): Promise<void> {
  await lockCase(ctx, caseId)
  allow(mayConfirm(ctx.actor))
  const it = await emergencies.lockStanding(ctx.db, caseId)
  if (!it) return
  await emergencies.endEmergency(ctx.db, it.id, { staffId: staffOf(ctx) ?? '', why, now: ctx.now })
  await ctx.tell('case.emergency_set_down', { caseId, emergencyId: it.id, why })
}

/** The emergency that stands on a case, with names; null where none does. */
export async function emergencyOf(ctx: Context, caseId: string): Promise<Emergency | null> {
  await findCase(ctx, caseId)
  const it = await emergencies.standing(ctx.db, caseId)
  if (!it) return null
  const { id, kind, triggers, words, raisedAt, confirmedAt } = it
  const names = await namesOf(
    ctx,
    [it.raisedBy, it.raisedKey, it.confirmedBy].flatMap((one) => one ?? []),
  )
  const name = (one: string | null) => (one ? (names.get(one) ?? '') : null)
  return {
    id,
    kind,
    triggers,
    words,
    raisedAt,
    raisedBy: name(it.raisedBy ?? it.raisedKey),
    confirmedAt,
    confirmedBy: name(it.confirmedBy),
  }
}

async function addWords(ctx: Context, caseId: string, triggers: readonly Trigger[]): Promise<void> {
  const known = await emergencies.lockStanding(ctx.db, caseId)
  if (!known) return
  const kind = gravest([known.kind, ...triggers.map((trigger) => trigger.kind)]) ?? known.kind
  await emergencies.addToEmergency(ctx.db, { ...known, kind, triggers: [...known.triggers, ...triggers].slice(-mostTriggers) })
  if (kind !== known.kind)
    await ctx.tell('case.emergency_raised', { caseId, emergencyId: known.id, kind, by: 'rule', words: wordsOf(triggers) })
}

const mostTriggers = 50
const fresh = (ctx: Context, caseId: string) => ({
  caseId,
  triggers: [],
  words: null,
  raisedAt: ctx.now,
  raisedBy: null,
  raisedKey: null,
  confirmedAt: null,
  confirmedBy: null,
})
const wordsOf = (triggers: readonly Trigger[]): string[] => [...new Set(triggers.map(({ words }) => words))]
const staffOf = ({ actor }: Context): string | null => (actor.kind === 'staff' ? actor.id : null)

/** What an emergency with these words is about; null without any. */
export const gravestOf = (triggers: readonly Trigger[]): EmergencyKind | null => gravest(triggers.map(({ kind }) => kind))

/** The gravest of these kinds; null of none. */
function gravest(kinds: readonly EmergencyKind[]): EmergencyKind | null {
  return emergencyKinds.find((kind) => kinds.includes(kind)) ?? null
}
