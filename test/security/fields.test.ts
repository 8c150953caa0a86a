import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#contract/cases.ts'
import * as channels from '#contract/channels.ts'
import * as customers from '#contract/customers.ts'
import * as feedback from '#contract/feedback.ts'
import * as people from '#contract/people.ts'
import * as promises from '#contract/promises.ts'
import * as workingTime from '#contract/working-time.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { everybody, knock, objectsFor, rows, value, type Knocker } from './world.ts'

// S3. Every field of every shape and fifty guessed names, by every role, at every route that changes something.

const guesses =
  `isAdmin admin is_admin roles role_id permissions scope scopes superuser isStaff staff_id teamId team_id team_ids ownerId owner_id assignee
  customerId customer_id tenantId accountId organisationId organisation_id verified isVerified emailVerified proven provenAt proven_at passwordHash password_hash
  tokenHash token token_hash secret apiKey linkVersion link_version createdAt created_at updatedAt openedAt opened_at number version sortAt dueAt due_at danger
  waiting unread marks direction rawSha256 messageId html guestIds visible hidden deleted disabledAt house demo constructor prototype toString`
    .trim()
    .split(/\s+/)

let desk: Desk
let knockers: Knocker[]
const shapes = [cases, channels, customers, feedback, people, promises, workingTime].flatMap((file) => Object.values(file) as unknown[])
const named = shapes.flatMap((shape) => keysOf(shape))
const fields = [...new Set([...guesses, ...named])]

beforeAll(async () => {
  desk = await openDesk()
  knockers = await everybody(desk)
})
afterAll(() => desk.close())

function keysOf(shape: unknown): string[] {
  const { shape: inner, def } = shape as { shape?: Record<string, unknown>; def?: { innerType?: unknown } }
  if (def?.innerType) return keysOf(def.innerType)
  return inner && typeof inner === 'object' ? Object.keys(inner) : []
}

/** A fingerprint of everything that a field could have changed. */
async function everything(): Promise<string> {
  const tables = [
    'cases',
    'messages',
    'customers',
    'addresses',
    'staff',
    'team_members',
    'api_keys',
    'offers',
    'promises',
    'mailboxes',
    'drafts',
    'responses',
    'sessions',
    'case_guests',
    'calendars',
    'teams',
    'shifts',
    'absences',
  ]
  const sums = await Promise.all(
    tables.map((table) =>
      value<string>(
        desk,
        `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum from (select (to_jsonb(${table}) - 'last_used_at')::text as t from ${table}) as t`,
      ),
    ),
  )
  return sums.join(' ')
}

const changing = () =>
  desk.app.knownRoutes.filter(
    ({ method, url }) => /POST|PUT|PATCH|DELETE/.test(method) && url.startsWith('/api/') && url !== '/api/v1/sessions/current',
  )

test('an unknown field is refused by its name, by every role at every route, and changes nothing', async () => {
  expect(guesses.length).toBeGreaterThanOrEqual(50)
  const agent = knockers.find(({ name }) => name === 'agent')
  if (!agent) throw new Error('no agent')
  const { case: caseId = '', message = '', offer = '', promise = '' } = await objectsFor(desk, agent, 'own')
  const ids: [RegExp, string][] = [
    [/cases\/:id/, caseId],
    [/messages\/:id/, message],
    [/offers\/:id/, offer],
    [/promises\/:id/, promise],
    [/set-aside\/:id/, 'received_00000000000000000000000000'],
    [/api-keys\/:id/, 'key_00000000000000000000000000'],
    [/move-requests\/:id/, 'move_00000000000000000000000000'],
    [/organisations\/:id/, 'organisation_00000000000000000000000000'],
    [/customers\/:id/, desk.cast.customers['emma']?.id ?? ''],
    [/projects\/:id/, 'project_00000000000000000000000000'],
    [/products\/:id/, 'product_00000000000000000000000000'],
    [/service-options\/:id/, 'option_00000000000000000000000000'],
    [/teams\/:id/, desk.cast.teams.front],
    [/calendars\/:id/, 'calendar_00000000000000000000000000'],
    [/teams\/:id/, desk.cast.teams.front],
    [/staff\/:id/, desk.cast.staff.tomas.id],
    [/absences\/:id/, 'absence_00000000000000000000000000'],
    [/agreements\/:id/, 'agreement_00000000000000000000000000'],
  ]
  const before = await everything()
  let tried = 0
  for (const { method, url, body: shape } of changing()) {
    const known = new Set(keysOf(shape))
    const unknown = fields.filter((field) => !known.has(field))
    const named = ids.find(([pattern]) => pattern.test(url))?.[1] ?? ''
    const path = url.replace(':id', named).replace(':customerId', 'customer_00000000000000000000000000')
    // Own properties, `__proto__`'s sisters too, as JSON would bring them.
    const payload = JSON.parse(`{${unknown.map((field) => `${JSON.stringify(field)}: "admin"`).join(',')}}`) as object
    for (const knocker of knockers) {
      const answer = await knock(desk, knocker, { method: method as 'POST', url: path, body: payload })
      if (answer.statusCode === 401 || answer.statusCode === 403) continue
      expect(answer.statusCode, `${knocker.name} ${method} ${url} ${answer.body.slice(0, 200)}`).toBe(422)
      const pointers = new Set((answer.json() as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer))
      expect(
        unknown.filter((field) => !pointers.has(`/${field}`)),
        `${method} ${url}`,
      ).toEqual([])
      tried += unknown.length
    }
  }
  expect(await everything()).toBe(before)
  console.info(`S3: ${fields.length} names, ${changing().length} routes, ${tried} fields refused, 0 changed`)
})

test('a field inside a field is refused as well', async () => {
  const admin = knockers.find(({ name }) => name === 'admin') ?? knockers[0]
  if (!admin) throw new Error('no admin')
  const { case: caseId = '' } = await objectsFor(desk, admin, 'team')
  const before = await everything()
  for (const [method, url, body, pointer] of [
    ['POST', '/api/v1/cases', { customer: { email: 'a@mail.example', proven: true }, text: 'x' }, '/customer/proven'],
    [
      'POST',
      '/api/v1/cases',
      { customer: { email: 'a@mail.example', organisationId: 'organisation_1' }, text: 'x' },
      '/customer/organisationId',
    ],
    ['POST', '/api/v1/cases', { customer: { email: 'a@mail.example', id: 'customer_1' }, text: 'x' }, '/customer/id'],
  ] as const) {
    const answer = await knock(desk, admin, { method, url, body })
    expect(answer.statusCode).toBe(422)
    expect((answer.json() as { errors: { pointer: string }[] }).errors.map((one) => one.pointer)).toContain(pointer)
  }
  const both = await knock(desk, admin, {
    method: 'PUT',
    url: `/api/v1/cases/${caseId}/owner`,
    body: { owner: { teamId: desk.cast.teams.front, staffId: desk.cast.staff.tomas.id } },
  })
  expect(both.statusCode).toBe(422)
  expect(await everything()).toBe(before)
})

test('a body that poisons prototypes, repeats a key or is no object is refused', async () => {
  const admin = knockers.find(({ name }) => name === 'key admin') ?? knockers[0]
  for (const payload of [
    '{"__proto__":{"role":"admin"},"name":"x"}',
    '{"constructor":{"prototype":{"role":"admin"}},"name":"x","role":"agent"}',
    '[]',
    '"x"',
    'null',
    '1',
    '{',
    '',
  ]) {
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      payload,
      headers: { ...admin?.headers, 'content-type': 'application/json' },
    })
    expect([400, 422], `${payload} ${answer.body}`).toContain(answer.statusCode)
  }
  expect(({} as Record<string, unknown>)['role']).toBeUndefined()
})

test('what a stranger says about a known person changes nothing that is known', async () => {
  const before = await rows(desk, 'select * from customers where email = $1', 'jonas.vaitkus@pastas.example')
  const agent = knockers.find(({ name }) => name === 'agent')
  await knock(desk, agent ?? { headers: {} }, {
    method: 'POST',
    url: '/api/v1/cases',
    body: { customer: { email: 'jonas.vaitkus@pastas.example', name: 'Evil', phone: '+100000000', language: 'en' }, text: 'hello there' },
  })
  expect(await rows(desk, 'select * from customers where email = $1', 'jonas.vaitkus@pastas.example')).toEqual(before)
})
