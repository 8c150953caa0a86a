import type { IncomingFile } from '#cases'
import type { Language } from '#contract/wire.ts'
import { extendHolds, offersForVisit } from '#promises'
import type { Context } from '#platform/context.ts'
import { storeFile } from '#platform/files/file.ts'
import { newId } from '#platform/ids.ts'
import type { House } from '#platform/kept.ts'
import { found, refuse } from '#platform/refusal.ts'
import { hashed, signature } from '#platform/secret.ts'
import { firstPlace } from '../mailbox-store.ts'
import * as store from '../visit-store.ts'

export type { Choice, Said, Visit, VisitFile } from '../visit-store.ts'

const lifeMs = 7 * 86_400_000

export interface NewVisit {
  house: House
  /** The form's key: the same form sent twice is one visit. */
  key: string
  said: store.Said
  files: readonly IncomingFile[]
  language: Language
  zone: string
}

/**
 * Keeps what a visitor typed and holds offers for them; returns the visit's token, 128 bits, hashed at rest. It is derived from the form's key
 * and its words, so that a double click finds the same visit and nobody can guess or choose one.
 */
export async function openVisit(ctx: Context, input: NewVisit): Promise<string> {
  const { house, said, language, zone } = input
  const token = signature(house.secretKey, 'visit', `${input.key}\n${JSON.stringify(said)}`)
  const place = (await firstPlace(ctx.db)) ?? refuse('channels.no_team')
  const visit: store.Visit = {
    id: newId('visit', ctx),
    said,
    language,
    zone,
    teamId: place.teamId,
    caseId: null,
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + lifeMs),
  }
  if (!(await store.insertVisit(ctx.db, hashed(token), visit))) return token
  await keepFiles(ctx, visit.id, input.files)
  await freshVisitOffers(ctx, visit)
  return token
}

/** The visit behind a token; refuses what nobody opened or what is over. */
export const findVisit = async (ctx: Context, token: string): Promise<store.Visit> =>
  found(await store.visitByToken(ctx.db, hashed(token), ctx.now))

/** Changes what was said before there is a case; afterwards it stands. */
export async function changeVisit(
  ctx: Context,
  token: string,
  change: Partial<store.Said>,
  more: { zone?: string; files?: readonly IncomingFile[] } = {},
): Promise<store.Visit> {
  const visit = await lockVisit(ctx, token)
  if (visit.caseId) return visit
  const after = { ...visit, said: { ...visit.said, ...change }, zone: more.zone ?? visit.zone }
  await store.saveVisit(ctx.db, after)
  if (more.files?.length) await keepFiles(ctx, visit.id, more.files)
  if (after.zone !== visit.zone) await freshVisitOffers(ctx, after)
  return after
}

/** A fresh list for a visitor, held for them as far as their share goes. */
export async function freshVisitOffers(ctx: Context, { id, teamId, zone, language, said }: store.Visit): Promise<void> {
  // The number is asked for on the next page, and only if they choose a call.
  const phone = said.phone || 'asked for later'
  await offersForVisit(ctx, { visitId: id, teamId, zone, language, kind: said.kind ?? 'request', phone, proven: false })
}

/** Holds a visitor's offers longer; what lapsed meanwhile is offered anew. */
export async function holdLonger(ctx: Context, token: string): Promise<store.Visit> {
  const visit = await lockVisit(ctx, token)
  if (!visit.caseId) await extendHolds(ctx, visit.id)
  return visit
}

/** The files a visitor sent along. */
export const visitFiles = (ctx: Context, visit: Pick<store.Visit, 'id'>): Promise<store.VisitFile[]> => store.filesOfVisit(ctx.db, visit.id)

/** A visit locked until the transaction ends. */
export const lockVisit = async (ctx: Context, token: string): Promise<store.Visit> =>
  found(await store.lockVisit(ctx.db, hashed(token), ctx.now))

async function keepFiles(ctx: Context, visitId: string, files: readonly IncomingFile[]): Promise<void> {
  const before = await store.filesOfVisit(ctx.db, visitId)
  const rows: store.VisitFile[] = []
  for (const [index, { name, type, content }] of files.entries()) {
    rows.push({ position: before.length + index, name, type, size: content.byteLength, sha256: await storeFile(ctx.db, content) })
  }
  if (rows.length) await store.insertVisitFiles(ctx.db, visitId, rows)
}
