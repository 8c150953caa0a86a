import type { InjectOptions } from 'fastify'
import { addStaff, makeKey } from '#people'
import { addContact, addOrganisation, addProject, introduce, openPortalSession } from '#customers'
import { findMailbox } from '#channels'
import { answerCase, claimCase } from '#cases'
import { proposeAgreement } from '#promises'
import { agreementTerms } from '#contract/agreements.ts'
import type { RoleName } from '#contract/people.ts'
import type { Actor } from '#platform/context.ts'
import { system } from '#platform/context.ts'
import { arrive, type Outcome } from '../../server/channels/email/arrival.ts'
import type { Proof } from '../../server/channels/email/authentication.ts'
import { readMail } from '../../server/channels/email/reading/index.ts'
import { openSession } from '../../server/people/session.ts'
import { sessionCookie } from '#people'
import type { Desk } from '#test/harness.ts'

type Staff = Actor & { kind: 'staff' }

/** Somebody who knocks: what their requests carry, and what they are. */
export interface Knocker {
  name: string
  headers: Record<string, string>
  role: RoleName | null
  isKey: boolean
  /** Whose cases they may know of. */
  sees: 'all' | 'front' | 'none'
  actor: Staff | null
}

/** Signs a member of staff in; returns the request headers of their browser. */
export async function browserOf(desk: Desk, staffId: string): Promise<Record<string, string>> {
  const { token } = await desk.change(system, (ctx) => openSession(ctx, staffId))
  return { cookie: `${sessionCookie}=${token}` }
}

/** Adds a person to the cast. */
export async function hire(desk: Desk, name: string, role: RoleName, teamIds: string[]): Promise<Staff> {
  const { id } = await desk.change(system, (ctx) => addStaff(ctx, { email: `${name}@veloshop.example`, name, role, teamIds }))
  return { kind: 'staff', id, name, role, teamIds }
}

/** A key with a role; returns the request headers of a program that holds it. */
export async function programOf(desk: Desk, role: RoleName, teamIds: string[]): Promise<Record<string, string>> {
  const { secret } = await desk.change(system, (ctx) => makeKey(ctx, { name: `program ${role}`, role, teamIds }))
  return { authorization: `Bearer ${secret}` }
}

/** The cookie of a customer's browser in which they typed their code. */
export async function customersBrowser(desk: Desk, customerId: string): Promise<Record<string, string>> {
  const { token } = await desk.change(system, (ctx) => openPortalSession(ctx, customerId))
  return { cookie: `kept_portal=${token}` }
}

/** Everybody who may knock at a desk: the columns of the table of access. */
export async function everybody(desk: Desk): Promise<Knocker[]> {
  const {
    cast: { staff, teams, customers },
  } = desk
  const lead = await hire(desk, 'lara', 'lead', [teams.front])
  const person = async (name: string, actor: Staff, sees: Knocker['sees']): Promise<Knocker> => ({
    name,
    headers: await browserOf(desk, actor.id),
    role: actor.role,
    isKey: false,
    sees,
    actor,
  })
  const program = async (name: string, role: RoleName, teamIds: string[], sees: Knocker['sees']): Promise<Knocker> => ({
    name,
    headers: await programOf(desk, role, teamIds),
    role,
    isKey: true,
    sees,
    actor: null,
  })
  const outside = (name: string, headers: Record<string, string>): Knocker => ({
    name,
    headers,
    role: null,
    isKey: false,
    sees: 'none',
    actor: null,
  })
  return [
    outside('visitor', {}),
    outside('customer', await customersBrowser(desk, customers['emma']?.id ?? '')),
    await person('agent elsewhere', staff.mantas, 'none'),
    await person('agent', staff.tomas, 'front'),
    await person('lead', lead, 'front'),
    await person('manager', staff.rasa, 'all'),
    await person('admin', staff.daiva, 'all'),
    await program('key agent', 'agent', [teams.front], 'front'),
    await program('key admin', 'admin', [], 'all'),
  ]
}

let nth = 0

export interface Letter {
  to?: string
  from?: string
  subject?: string
  text?: string
  html?: string
  file?: { name: string; bytes: string }
  headers?: string
  /** The whole mail instead of all the above but the envelope. */
  raw?: string | Buffer
  mailFrom?: string
  proof?: Proof
}

/** A mail as the SMTP door takes it in, without the socket. */
export async function bring(desk: Desk, letter: Letter): Promise<Outcome[]> {
  const { to = 'help@kept.example', from = 'emma.clarke@mail.example', proof = 'unknown' } = letter
  const raw = Buffer.from(letter.raw ?? written({ ...letter, to, from }))
  const reading = { ok: true as const, mail: await readMail(raw) }
  desk.clock.forward({ ms: 1 })
  const mailFrom = letter.mailFrom ?? /<([^>]*)>/.exec(from)?.[1] ?? from
  return desk.change(system, async (ctx) => {
    const place = await findMailbox(ctx, to)
    return arrive(
      ctx,
      desk.kept.house,
      { raw, reading, envelope: { mailFrom, recipients: [to] }, proof, acknowledge: true },
      place ? [place] : [],
    )
  })
}

function written({
  to,
  from,
  subject = 'A bell that does not ring',
  text = 'My bell does not ring.',
  html,
  file,
  headers = '',
}: Letter): string {
  const id = `<mail${++nth}.${Math.floor(performance.now() * 1000)}@mail.example>`
  const head = `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: ${id}\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n${headers}`
  const parts = [
    `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
    ...(html === undefined
      ? []
      : [`Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString('base64')}`]),
    ...(file
      ? [
          `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(file.name)}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(file.bytes).toString('base64')}`,
        ]
      : []),
  ]
  return `${head}Content-Type: multipart/mixed; boundary=edge\r\n\r\n${parts.map((part) => `--edge\r\n${part}\r\n`).join('')}--edge--\r\n`
}

/** The case a mail became; fails when it became none. */
export async function caseBy(desk: Desk, letter: Letter): Promise<string> {
  const [outcome] = await bring(desk, letter)
  if (outcome?.became !== 'case') throw new Error(`The mail became ${JSON.stringify(outcome)}`)
  return outcome.caseId
}

/** One value of the database, for the eyes of a test. */
export async function value<Value>(desk: Desk, text: string, ...values: unknown[]): Promise<Value> {
  const row = await desk.kept.database.maybe<Record<string, Value>>({ text, values })
  return Object.values(row ?? {})[0] as Value
}

/** Rows of the database, for the eyes of a test. */
export const rows = <Row extends object = Record<string, unknown>>(desk: Desk, text: string, ...values: unknown[]): Promise<Row[]> =>
  desk.kept.database.many<Row>({ text, values })

export type Relation = 'own' | 'team' | 'foreign' | 'absent'

/** A case with everything a route may name, owned by the knocker, free in the front team, or of a team the knocker is not in. */
export async function objectsFor(desk: Desk, knocker: Knocker, relation: Relation): Promise<Record<string, string>> {
  if (relation === 'absent') return absent
  const caseId = await caseBy(desk, {
    to: relation === 'foreign' ? 'billing@kept.example' : 'help@kept.example',
    from: `guest${++nth}@mail.example`,
    html: '<p>bell</p>',
    file: { name: 'bell.txt', bytes: 'ring' },
  })
  const { actor } = knocker
  if (relation === 'own' && actor?.teamIds.includes(desk.cast.teams.front)) await desk.change(actor, (ctx) => claimCase(ctx, caseId))
  return {
    case: caseId,
    message: await value(desk, 'select id from messages where case_id = $1', caseId),
    attachment: await value(desk, 'select a.id from attachments a join messages m on m.id = a.message_id where m.case_id = $1', caseId),
    offer: await value(desk, "select id from offers where case_id = $1 and form = 'written' order by due_at desc limit 1", caseId),
    promise: await value(desk, 'select id from promises where case_id = $1', caseId),
    customer: await value(desk, 'select customer_id from cases where id = $1', caseId),
  }
}

/** An organisation with a project and a contact: known to the front team, or to a team the knocker is not in. */
export async function organisationFor(desk: Desk, relation: Relation): Promise<Record<string, string>> {
  if (relation === 'absent') return absent
  const teamId = relation === 'foreign' ? desk.cast.teams.billing : desk.cast.teams.front
  return desk.change(system, async (ctx) => {
    const organisation = await addOrganisation(ctx, { name: 'Bells and brakes' })
    await introduce(ctx, organisation, teamId)
    const project = await addProject(ctx, organisation, { name: 'Bells' })
    const rights = { sees: 'own' as const, signs: false, projectIds: [project] }
    return { organisation, project, contact: await addContact(ctx, organisation, { email: `acting${++nth}@mail.example`, ...rights }) }
  })
}

/** An agreement that Kept proposed to such an organisation and nobody has signed. */
export async function agreementFor(desk: Desk, relation: Relation): Promise<Record<string, string>> {
  const { organisation: organisationId = '' } = await organisationFor(desk, relation)
  if (relation === 'absent') return absent
  const terms = agreementTerms.parse({ answerMinutes: 240, from: '2026-11-25' })
  const of = { organisationId, customerId: null, projectId: null, productId: null, note: '' }
  return { agreement: await desk.change(system, (ctx) => proposeAgreement(ctx, { ...of, terms })) }
}

const none = '00000000000000000000000000'
const absent = {
  case: `case_${none}`,
  message: `message_${none}`,
  attachment: `attachment_${none}`,
  offer: `offer_${none}`,
  promise: `promise_${none}`,
  customer: `customer_${none}`,
  organisation: `organisation_${none}`,
  project: `project_${none}`,
  contact: `customer_${none}`,
  agreement: `agreement_${none}`,
}

/** An answer that has been pressed by a colleague and can still be called back. */
export const pressedBy = (desk: Desk, actor: Staff, caseId: string) =>
  desk.change(actor, (ctx) => answerCase(ctx, { caseId, text: 'It rings again.', undoSeconds: 30 }))

export type Ask = { method: NonNullable<InjectOptions['method']>; url: string; body?: unknown; headers?: Record<string, string> }

/** Sends one request to the running server, without a socket. */
export function knock(desk: Desk, knocker: Pick<Knocker, 'headers'>, { method, url, body, headers }: Ask) {
  return desk.app.inject({
    method,
    url,
    headers: { ...knocker.headers, ...headers },
    ...(body !== undefined && { payload: body as object }),
  })
}

/** Deterministic dice (mulberry32), for samples with a stated seed. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A sample without repetition, the same for the same seed; everything under FULL. */
export function sample<Item>(items: readonly Item[], size: number, seed: number): Item[] {
  if (process.env['FULL']) return [...items]
  const roll = dice(seed)
  return items
    .map((item) => ({ item, at: roll() }))
    .sort((one, other) => one.at - other.at)
    .slice(0, size)
    .map(({ item }) => item)
}
