import type { Customer } from '#contract/customers.ts'
import type { Language } from '#contract/wire.ts'
import type { Actor, Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { found } from '#platform/refusal.ts'
import { sightOf } from './rules/may.ts'
import { plainName } from './rules/name.ts'
import { plainPhone } from './rules/phone.ts'
import * as store from './store.ts'

export interface Known {
  email?: string | undefined
  name?: string | undefined
  phone?: string | undefined
  language?: Language | undefined
  zone?: string | undefined
  organisationId?: string | undefined
}

export type { CustomerRow } from './store.ts'

/**
 * The customer behind an address or a number, added when nobody is. What a stranger says about a known person changes nothing: it only
 * fills what is empty.
 */
export async function meetCustomer(ctx: Context, known: Known): Promise<store.CustomerRow> {
  const address = known.email?.trim().toLowerCase() ?? null
  const existing = address ? await store.byAddress(ctx.db, address) : await store.byPhone(ctx.db, plainPhone(known.phone) ?? '')
  if (!existing) return add(ctx, known, address)
  if (!isMissing(existing, known)) return existing
  await store.fillIn(ctx.db, existing.id, plainName(known.name) || null, plainPhone(known.phone))
  return found(await store.byId(ctx.db, existing.id))
}

/** The customer by id; refuses when there is none. */
export const findCustomer = async (ctx: Context, id: string): Promise<store.CustomerRow> => found(await store.byId(ctx.db, id))

/** The customer an address belongs to, or null. */
export const customerByAddress = (ctx: Context, address: string): Promise<store.CustomerRow | null> =>
  store.byAddress(ctx.db, address.toLowerCase())

/** The addresses of a person, each with when it was proven. */
export const addressesOf = (ctx: Context, id: string) => store.addressesOf(ctx.db, id)

/** What customers are called by: their name, else the address they write from. */
export const customerNames = async (ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(ids.length ? (await store.namesOf(ctx.db, [...new Set(ids)])).map(({ id, name, email }) => [id, name || (email ?? '')]) : [])

export type CustomerChange = Partial<Record<'name' | 'phone' | 'language' | 'zone', string | null | undefined>>

/** Changes what is known of a person, on their word or by staff; what is not named stays, null takes it away. Before and after are told. */
export async function changeCustomer(ctx: Context, id: string, change: CustomerChange): Promise<void> {
  const row = found(await store.lockCustomer(ctx.db, id))
  const named = change.name === undefined ? {} : { name: plainName(change.name) }
  const wished = { ...change, ...named, ...(change.phone && { phone: plainPhone(change.phone) ?? undefined }) }
  const fields = (['name', 'phone', 'language', 'zone'] as const).filter((key) => wished[key] !== undefined && wished[key] !== row[key])
  if (!fields.length) return
  const before = Object.fromEntries(fields.map((key) => [key, row[key]]))
  const after = Object.fromEntries(fields.map((key) => [key, wished[key] ?? null]))
  await store.update(ctx.db, id, { ...row, ...after })
  await ctx.tell('customer.changed', { customerId: id, before, after })
}

/** A customer as the one who acts: on their own cases, and where their organisation lets them, on what it asked. */
export const customerActor = (row: store.CustomerRow): Actor & { kind: 'customer' } => ({
  kind: 'customer',
  id: row.id,
  caseId: null,
  sight: sightOf(row),
})

/** What staff may see of a customer. */
export function customerView(row: store.CustomerRow): Customer {
  const organisation = row.organisationId ? { id: row.organisationId, name: row.organisationName ?? '' } : null
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    language: row.language ?? 'en',
    zone: row.zone,
    organisation,
    prefers: row.prefers,
    quiet: row.quiet,
    proven: row.provenAt !== null,
    since: row.createdAt,
  }
}

/** What nobody has told us yet. */
const unsaid = { prefers: null, quiet: null, restNotice: true }

async function add(ctx: Context, known: Known, address: string | null): Promise<store.CustomerRow> {
  const id = newId('customer', ctx)
  const customer = {
    id,
    name: plainName(known.name),
    email: address,
    phone: plainPhone(known.phone),
    language: known.language ?? null,
    zone: known.zone ?? null,
    organisationId: known.organisationId ?? null,
    createdAt: ctx.now,
  }
  const fresh = { ...customer, organisationName: null, sees: 'own' as const, signs: false, projectIds: [], ...unsaid, provenAt: null }
  if (address) {
    const added = await store.insertWithAddress(ctx.db, customer)
    return added ? { ...fresh, ...added } : found(await store.byAddress(ctx.db, address))
  }
  await store.insertWithoutAddress(ctx.db, customer)
  return fresh
}

function isMissing(existing: store.CustomerRow, known: Known): boolean {
  return (!existing.name && !!plainName(known.name)) || (!existing.phone && !!known.phone)
}
