import type { Agreement, AgreementSummary, AgreementVersion, UnderAgreement } from '#contract/agreements.ts'
import type { List } from '#contract/wire.ts'
import { namesOf } from '#people'
import { customerNames } from '#customers'
import type { Context } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import * as store from './agreement-store.ts'
import { speakers } from './negotiation.ts'
import { agreedOn } from './rules/agreement.ts'
import { mayProposeTerms, maySign, sideOf, type Speaker } from './rules/may-agree.ts'
import { stateOf, waitsFor } from './rules/version.ts'
import { standingOf, type Party } from './standing.ts'
import type { PromiseRow } from './store.ts'

/** One agreement with all its versions; foreign and absent answer alike. */
export async function findAgreement(ctx: Context, id: string): Promise<Agreement> {
  const [one] = await views(ctx, [found(await store.agreementById(ctx.db, ctx.actor, id))])
  return found(one)
}

/** A part of the agreements the actor may know of, the newest first. */
export async function listAgreements(
  ctx: Context,
  wish: {
    organisationId?: string | undefined
    customerId?: string | undefined
    state?: store.AgreementFilter['state'] | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<List<Agreement>> {
  const { organisationId = null, customerId = null, state = null, cursor: after = null, limit } = wish
  const rows = await store.listAgreements(ctx.db, ctx.actor, { organisationId, customerId, state, after, limit: limit + 1 }, ctx.now)
  const items = rows.slice(0, limit)
  return { items: await views(ctx, items), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Whether there is any agreement that the actor may know of. */
export const hasAgreements = async (ctx: Context): Promise<boolean> =>
  (await store.listAgreements(ctx.db, ctx.actor, { organisationId: null, customerId: null, state: null, after: null, limit: 1 }, ctx.now))
    .length > 0

/** Whom an agreement may be signed by on their side, as customers. */
export async function signersOf(ctx: Context, id: string): Promise<string[]> {
  const it = found(await store.agreementById(ctx.db, ctx.actor, id))
  return (await store.signersOf(ctx.db, it)).map(({ customerId }) => customerId)
}

/** What the agreements a case is served under tell whoever works on it; null where there is none. */
export async function agreementOn(ctx: Context, party: Party): Promise<AgreementSummary | null> {
  const standing = await standingOf(ctx, party)
  const [first] = standing
  if (!first) return null
  const [cited] = await store.citedVersions(ctx.db, [first.versionId])
  const row = await store.agreementById(ctx.db, { kind: 'system' }, cited?.id ?? '')
  if (!cited || !row) return null
  const personId = agreedOn(standing, 'namedPersonId')
  const name = personId && (await namesOf(ctx, [personId])).get(personId)
  return {
    id: cited.id,
    version: cited.version,
    with: [row.organisationName ?? row.customerName, row.projectName, row.productName].filter(Boolean).join(', '),
    forms: standing.find(({ terms }) => terms.forms.length)?.terms.forms ?? [],
    matter: agreedOn(standing, 'matter'),
    namedPerson: personId && name ? { id: personId, name } : null,
    breach: first.terms.breach,
    words: first.terms.words,
  }
}

/** Which agreement each of some promises or offers was given under. */
export async function agreementsOf(
  ctx: Context,
  rows: readonly Pick<PromiseRow, 'inputs'>[],
): Promise<ReadonlyMap<string, UnderAgreement>> {
  const ids = [...new Set(rows.flatMap((row) => citedBy(row) ?? []))]
  if (!ids.length) return new Map()
  return new Map((await store.citedVersions(ctx.db, ids)).map(({ versionId, ...under }) => [versionId, under]))
}

/** The agreement that one promise was given under; null where it was none. Costs nothing where there is none. */
export async function agreementUnder(ctx: Context, row: Pick<PromiseRow, 'inputs'>): Promise<UnderAgreement | null> {
  return (await agreementsOf(ctx, [row])).get(citedBy(row) ?? '') ?? null
}

/** The version of an agreement that a promise or an offer obeys. */
export function citedBy({ inputs }: Pick<PromiseRow, 'inputs'>): string | null {
  return inputs && 'agreementVersionId' in inputs && typeof inputs.agreementVersionId === 'string' ? inputs.agreementVersionId : null
}

async function views(ctx: Context, rows: readonly store.AgreementRow[]): Promise<Agreement[]> {
  const versions = await store.versionsOf(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const names = await namesIn(ctx, versions)
  const speakerOf = await speakers(ctx)
  return rows.map((row) =>
    agreementView(ctx, row, { versions: versions.filter(({ agreementId }) => agreementId === row.id), names, speaker: speakerOf(row) }),
  )
}

/** Names of our people and theirs that versions name. */
async function namesIn(ctx: Context, versions: readonly store.VersionListed[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(
    versions.flatMap((one) =>
      [one.proposedById, one.ourSignerId, one.theirSignerId, one.declinedById, one.endedById, one.terms.namedPersonId].flatMap(
        (id) => id ?? [],
      ),
    ),
  )
  const isTheirs = (id: string) => id.startsWith('customer_')
  const [ours, theirs] = [[...ids].filter((id) => !isTheirs(id)), [...ids].filter(isTheirs)]
  return new Map([...(await namesOf(ctx, ours)), ...(await customerNames(ctx, theirs))])
}

interface Around {
  versions: readonly store.VersionListed[]
  names: ReadonlyMap<string, string>
  speaker: Speaker
}

function agreementView(ctx: Context, row: store.AgreementRow, { versions, names, speaker }: Around): Agreement {
  const views = versions.map((version) => versionView(version, names, ctx.now))
  const open = views.find(({ state }) => state === 'proposed')
  const held = views.find(({ state }) => state === 'in_force')
  const named = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)
  const [proposes, signs] = [mayProposeTerms(speaker) === null, maySign(speaker) === null]
  const unsigned = sideOf(speaker) === 'us' ? open?.ourSignature === null : open?.theirSignature === null
  return {
    id: row.id,
    organisation: named(row.organisationId, row.organisationName),
    customer: named(row.customerId, row.customerName),
    project: named(row.projectId, row.projectName),
    product: named(row.productId, row.productName),
    inForce: held?.version ?? null,
    open: open?.version ?? null,
    versions: views,
    may: {
      propose: proposes,
      sign: signs && open !== undefined && unsigned,
      decline: proposes && open !== undefined,
      end: signs && views.some(({ state, ended }) => (state === 'in_force' || state === 'signed') && !ended),
    },
  }
}

function versionView(row: store.VersionListed, names: ReadonlyMap<string, string>, now: Date): AgreementVersion {
  const name = (id: string | null) => (id && names.get(id)) || null
  const said = (by: 'us' | 'them' | null, id: string | null, at: Date | null) => (by && at ? { by, name: name(id), at } : null)
  const { id, version, terms, note, reason, beginsAt, endsAt, kept, broken, hoursName } = row
  return {
    id,
    version,
    state: stateOf(row, now),
    waitsFor: waitsFor(row),
    terms,
    hours: hoursName,
    namedPerson: name(terms.namedPersonId),
    proposed: { by: row.proposedBy, name: name(row.proposedById), at: row.proposedAt },
    note,
    ourSignature: said('us', row.ourSignerId, row.weSignedAt),
    theirSignature: said('them', row.theirSignerId, row.theySignedAt),
    declined: said(row.declinedBy, row.declinedById, row.declinedAt),
    ended: said(row.endedBy, row.endedById, row.endedAt),
    reason,
    beginsAt,
    endsAt,
    kept,
    broken,
  }
}
