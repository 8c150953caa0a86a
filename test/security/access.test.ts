import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCalendar, recordAbsence } from '#people'
import { setCapacity } from '#promises'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import {
  agreementFor,
  browserOf,
  bring,
  everybody,
  knock,
  objectsFor,
  organisationFor,
  pressedBy,
  value,
  type Ask,
  type Knocker,
  type Relation,
} from './world.ts'
import { pages } from './pages.ts'

// S1. Every route of the running router, by every role, on an object of their own, of their team, of another team, and on none.
// route | what it names | least role | status for people | status for keys. Whoever is nobody gets 401, too low a role 403,
// and a foreign object answers like an absent one: 404.
const table = `
GET    /api/v1/me                         -           agent    200  200
PUT    /api/v1/me/shortcuts               -           agent    204  204
GET    /api/v1/staff                      -           agent    200  200
GET    /api/v1/teams                      -           agent    200  200
POST   /api/v1/staff                      -           admin    201  201
GET    /api/v1/api-keys                   -           admin    200  200
POST   /api/v1/api-keys                   -           admin    201  201
DELETE /api/v1/api-keys/:id               key         admin    404  404
GET    /api/v1/calendars                  -           agent    200  200
GET    /api/v1/calendars/:id              calendar    agent    200  200
POST   /api/v1/calendars                  -           manager  201  201
PUT    /api/v1/calendars/:id              calendar    manager  200  200
DELETE /api/v1/calendars/:id              spare       manager  204  204
POST   /api/v1/calendar-previews          -           agent    200  200
PUT    /api/v1/teams/:id/calendar         team        manager  200  200
GET    /api/v1/holiday-places             -           agent    200  200
GET    /api/v1/shifts                     -           agent    200  200
PUT    /api/v1/staff/:id/shifts           person      lead     200  200
PUT    /api/v1/staff/:id/abilities        person      lead     200  200
GET    /api/v1/skills                     -           agent    200  200
GET    /api/v1/absences                   -           agent    200  200
POST   /api/v1/absences                   self        agent    201  201
DELETE /api/v1/absences/:id               absence     agent    204  204
GET    /api/v1/presences                  -           agent    200  200
GET    /api/v1/organisations              -           agent    200  200
POST   /api/v1/organisations              -           lead     201  201
GET    /api/v1/organisations/:id          organisation agent   200  200
PUT    /api/v1/organisations/:id          organisation lead    200  200
GET    /api/v1/organisations/:id/projects organisation agent   200  200
POST   /api/v1/organisations/:id/projects organisation lead    201  201
PUT    /api/v1/projects/:id               project     lead     200  200
GET    /api/v1/organisations/:id/contacts organisation agent   200  200
POST   /api/v1/organisations/:id/contacts organisation lead    201  201
PUT    /api/v1/organisations/:id/contacts/:customerId organisation lead 200  200
DELETE /api/v1/organisations/:id/contacts/:customerId organisation lead 204  204
GET    /api/v1/organisations/:id/review   organisation agent   200  200
GET    /api/v1/balance                    -           manager  200  200
GET    /api/v1/products                   -           agent    200  200
POST   /api/v1/products                   -           manager  201  201
PUT    /api/v1/products/:id               option      manager  404  404
PUT    /api/v1/products/:id/pace          option      manager  404  404
POST   /api/v1/purchases                  -           manager  201  201
GET    /api/v1/customers                  -           agent    200  200
GET    /api/v1/agreements                 -           agent    200  200
POST   /api/v1/agreements                 organisation lead    201  201
GET    /api/v1/agreements/:id             agreement   agent    200  200
POST   /api/v1/agreements/:id/versions    agreement   lead     201  201
PUT    /api/v1/agreements/:id/signature   agreement   lead     200  403
PUT    /api/v1/agreements/:id/rejection   agreement   lead     200  200
PUT    /api/v1/agreements/:id/end         agreement   lead     409  403
GET    /api/v1/service-options            -           agent    200  200
POST   /api/v1/service-options            -           manager  201  201
POST   /api/v1/service-options/previews   -           manager  200  200
PUT    /api/v1/service-options/:id        option      manager  404  404
GET    /api/v1/capacities                 -           agent    200  200
PUT    /api/v1/teams/:id/capacity         option      manager  404  404
GET    /api/v1/record                     -           agent    200  200
GET    /api/v1/charter                    -           agent    200  200
GET    /api/v1/charter/versions           -           agent    200  200
POST   /api/v1/charter/versions           -           manager  409  409
PUT    /api/v1/charter/texts              -           manager  409  409
GET    /charter/preview                   -           agent    200  200
POST   /api/v1/cases/:id/offers           case        agent    201  201
GET    /api/v1/cases/:id/feasibility      case        agent    200  200
PUT    /api/v1/cases/:id/expectation     case        agent    200  200
GET    /api/v1/expectations/summary       -           manager  200  200
GET    /api/v1/offers/:id/explanation     offer       agent    200  200
GET    /api/v1/promises/:id/explanation   promise     agent    200  200
POST   /api/v1/cases/:id/overbookings     case        lead     201  201
POST   /api/v1/cases/:id/updates          case        agent    201  201
POST   /api/v1/cases/:id/resolutions      case        agent    201  201
PUT    /api/v1/offers/:id/acceptance      offer       agent    200  200
POST   /api/v1/cases/:id/proposals        case        agent    201  201
POST   /api/v1/cases/:id/proposals/lead   case        agent    201  201
GET    /api/v1/demands/summary            -           manager  200  200
GET    /api/v1/demands                    -           manager  200  200
GET    /api/v1/changes                    -           agent    200  200
POST   /api/v1/changes                    -           manager  409  409
POST   /api/v1/promises/:id/moves         promise     agent    201  201
POST   /api/v1/promises/:id/move-requests promise     agent    201  201
PUT    /api/v1/move-requests/:id/acceptance option    agent    404  404
DELETE /api/v1/move-requests/:id          option      agent    404  404
PUT    /api/v1/promises/:id/pause         promise     agent    200  200
DELETE /api/v1/promises/:id/pause         promise     agent    200  200
PUT    /api/v1/promises/:id/release       promise     agent    200  200
POST   /api/v1/promises/:id/attempts      promise     agent    409  409
GET    /api/v1/mailboxes                  -           admin    200  200
POST   /api/v1/mailboxes                  -           admin    201  201
GET    /api/v1/set-aside                  -           lead     200  200
GET    /api/v1/set-aside/:id/source       setAside    lead     200  200
POST   /api/v1/set-aside/:id/case         setAside    lead     201  201
GET    /api/v1/importance                 -           agent    200  200
GET    /api/v1/responses                  -           manager  200  200
GET    /api/v1/cases                      -           agent    200  200
GET    /api/v1/cases/counts               -           agent    200  200
POST   /api/v1/cases                      -           agent    201  201
GET    /api/v1/cases/:id                  case        agent    200  200
PATCH  /api/v1/cases/:id                  case        agent    200  200
PUT    /api/v1/cases/:id/claim            case        agent    200  403
DELETE /api/v1/cases/:id/claim            case        agent    204  204
PUT    /api/v1/cases/:id/owner            case        agent    200  200
PUT    /api/v1/cases/:id/set-aside        case        agent    200  200
DELETE /api/v1/cases/:id/set-aside        case        agent    409  409
PUT    /api/v1/cases/:id/emergency        case        agent    200  200
PUT    /api/v1/cases/:id/emergency/confirmation case  agent    409  403
PUT    /api/v1/cases/:id/emergency/end    case        agent    204  403
PUT    /api/v1/cases/:id/help             case        agent    409  409
PUT    /api/v1/cases/:id/help/arrival     case        agent    204  204
PUT    /api/v1/cases/:id/answer           case        agent    200  200
POST   /api/v1/cases/:id/messages         case        agent    201  201
GET    /api/v1/messages                   -           agent    200  200
DELETE /api/v1/messages/:id               message     agent    404  404
GET    /api/v1/cases/:id/draft            case        agent    200  200
PUT    /api/v1/cases/:id/draft            case        agent    200  403
PUT    /api/v1/cases/:id/presence         case        agent    204  403
PUT    /api/v1/cases/:id/acceptance       case        agent    403  200
PUT    /api/v1/cases/:id/rejection        case        agent    403  200
PUT    /api/v1/cases/:id/withdrawal       case        agent    403  200
PUT    /api/v1/cases/:id/rating           case        agent    403  409
GET    /api/v1/customers/:id              customer    agent    200  200
PATCH  /api/v1/customers/:id              customer    agent    200  200
GET    /api/v1/customers/:id/purchases    customer    agent    200  200
GET    /api/v1/attachments/:id            attachment  agent    200  200
GET    /api/v1/messages/:id/source        message     agent    200  200
GET    /api/v1/messages/:id/html          message     agent    200  200
GET    /api/v1/events                     stream      agent    200  200
`

// The same answer for everybody: nothing of a case is behind these.
const open = `
POST   /api/v1/sessions          401
POST   /api/v1/passwords         410
DELETE /api/v1/sessions/current  204
GET    /api/v1/demo/staff        404
POST   /api/v1/demo/sessions     404
GET    /mailbox.json             404
GET    /charter.json             200
GET    /livez                    200
GET    /readyz                   200
GET    /healthz                  200
GET    /metrics                  200
GET    /api/openapi.json         200
GET    /desk                     302
GET    /docs/errors              200
GET    /desk/*                   200
`

interface Row {
  route: string
  method: Ask['method']
  url: string
  names: string
  least: string
  people: number
  keys: number
}
const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
const guarded: Row[] = rowsOf(table).map(([method = '', url = '', names = '', least = '', people, keys]) => ({
  route: `${method} ${url}`,
  method: method as Ask['method'],
  url,
  names,
  least,
  people: Number(people),
  keys: Number(keys),
}))
const openRows = rowsOf(open).map(([method = '', url = '', status]) => ({
  route: `${method} ${url}`,
  method: method as Ask['method'],
  url,
  status: Number(status),
}))
const rank: Record<string, number> = { agent: 1, lead: 2, manager: 3, admin: 4 }

let desk: Desk
let knockers: Knocker[]
let sent = 0

beforeAll(async () => {
  desk = await openDesk()
  // Every knock opens a case of its own: there must be room for all of their promises.
  await desk.kept.database.run({ text: 'update capacities set answers_per_hour = 400', values: [] })
  knockers = await everybody(desk)
  // Room for every case that the rows open.
  await desk.change(system, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 600 }))
  const { front } = desk.cast.teams
  const between = `teamId=${front}&from=2026-11-25T00:00:00Z&to=2026-12-02T00:00:00Z`
  addresses['GET /api/v1/shifts'] = `/api/v1/shifts?teamId=${front}`
  for (const list of ['absences', 'presences']) addresses[`GET /api/v1/${list}`] = `/api/v1/${list}?${between}`
})
afterAll(() => desk.close())

test('no route of the running server is without a row', () => {
  const known = new Set([...guarded.map(({ route }) => route), ...openRows.map(({ route }) => route), ...pages])
  const running = desk.app.knownRoutes.map(({ method, url }) => `${method} ${url}`)
  const isKnown = (route: string) =>
    known.has(route) || known.has(route.replace(/^HEAD/, 'GET')) || / \/(desk|portal)?\/?assets\//.test(route)
  expect(
    running.filter((route) => !isKnown(route)),
    'routes without a row in the table of access',
  ).toEqual([])
  expect(
    [...known].filter((route) => !running.includes(route)),
    'rows without a route',
  ).toEqual([])
  for (const { route, least } of guarded) {
    expect(desk.app.knownRoutes.find(({ method, url }) => `${method} ${url}` === route)?.may, route).toBe(least)
  }
})

const option = { form: 'written', teamId: null, name: 'Written answer', level: 0.9, minutes: 600 }
const day: [string, string][] = [['09:00', '18:00']]
const hours = { name: 'Hours', zone: 'Europe/Vilnius', week: [day, day, day, day, day, [], []], place: null, openOn: [], days: [] }

const bodies: Record<string, (objects: Record<string, string>) => unknown> = {
  'PUT /api/v1/me/shortcuts': () => ({ shortcuts: 'off' }),
  'POST /api/v1/staff': () => ({ email: `new${++sent}@veloshop.example`, name: 'New', role: 'agent', teamIds: [] }),
  'POST /api/v1/api-keys': () => ({ name: 'New', role: 'agent' }),
  'POST /api/v1/calendars': () => hours,
  'POST /api/v1/calendar-previews': () => hours,
  'PUT /api/v1/calendars/:id': ({ version }) => ({ ...hours, version: Number(version) }),
  'PUT /api/v1/teams/:id/calendar': ({ calendar }) => ({ calendarId: calendar }),
  'PUT /api/v1/staff/:id/shifts': ({ version }) => ({ zone: null, week: null, days: [], version: Number(version) }),
  'PUT /api/v1/staff/:id/abilities': () => ({ skills: ['wheels'], languages: ['lt'], takesCalls: true }),
  'POST /api/v1/absences': ({ self, day }) => ({ staffId: self, from: day, until: day, reason: 'ill' }),
  'PUT /api/v1/offers/:id/acceptance': () => ({}),
  'POST /api/v1/cases/:id/proposals': () => ({ at: '2026-11-26T10:00:00Z' }),
  'POST /api/v1/changes': () => ({ group: 'place:nowhere', what: 'other', sentences: { en: 'We are there now.' } }),
  'POST /api/v1/promises/:id/moves': ({ offer }) => ({ offerId: offer, reason: 'the part comes later', agreed: true }),
  'POST /api/v1/promises/:id/move-requests': ({ offer }) => ({ offerId: offer, reason: 'the part comes later' }),
  'PUT /api/v1/promises/:id/pause': () => ({ for: 'a photo of the bell' }),
  'POST /api/v1/organisations': () => ({ name: 'Nords' }),
  'PUT /api/v1/organisations/:id': () => ({ name: 'Nords', version: 1 }),
  'POST /api/v1/organisations/:id/projects': () => ({ name: `Bridge ${++sent}` }),
  'PUT /api/v1/projects/:id': () => ({ name: `Tunnel ${++sent}`, active: true, version: 1 }),
  'POST /api/v1/organisations/:id/contacts': () => ({ email: `contact${++sent}@mail.example` }),
  'PUT /api/v1/organisations/:id/contacts/:customerId': () => ({ sees: 'organisation', signs: true, projectIds: [] }),
  'POST /api/v1/products': () => ({ name: `Bell ${++sent}` }),
  'PUT /api/v1/products/:id': () => ({ name: 'Bell', kind: 'product', active: true, version: 1 }),
  'PUT /api/v1/products/:id/pace': () => ({ pace: 'paperwork', because: 'its customers say it can wait' }),
  'POST /api/v1/purchases': () => ({
    customer: { email: 'buyer@mail.example' },
    amountMinor: 1200,
    currency: 'EUR',
    boughtAt: '2026-11-01T10:00:00Z',
    externalId: `order ${++sent}`,
  }),
  'PATCH /api/v1/customers/:id': () => ({ name: 'Bell Ringer' }),
  'POST /api/v1/agreements': ({ organisation }) => ({ organisationId: organisation, terms: { answerMinutes: 240, from: '2026-11-25' } }),
  'POST /api/v1/agreements/:id/versions': () => ({ answers: 1, terms: { answerMinutes: 120, from: '2026-11-25' } }),
  'PUT /api/v1/agreements/:id/signature': () => ({ version: 1 }),
  'PUT /api/v1/agreements/:id/rejection': () => ({ version: 1 }),
  'PUT /api/v1/agreements/:id/end': () => ({ version: 1, reason: 'They move.' }),
  'POST /api/v1/service-options': () => option,
  'POST /api/v1/service-options/previews': () => ({ form: 'written', teamId: desk.cast.teams.front, level: 0.9, minutes: 120 }),
  'PUT /api/v1/service-options/:id': () => ({ ...option, form: undefined, teamId: undefined, version: 1 }),
  'POST /api/v1/charter/versions': () => ({ mark: 'of another day', why: { en: 'You asked.' } }),
  'PUT /api/v1/charter/texts': () => ({ texts: {}, version: 0 }),
  'PUT /api/v1/teams/:id/capacity': () => ({ answersPerHour: 12 }),
  'PUT /api/v1/cases/:id/expectation': () => ({ expects: 'a bell that rings', expectedBy: '2026-11-26T10:00:00Z', expectedForm: 'call' }),
  'POST /api/v1/cases/:id/overbookings': () => ({ at: '2026-11-26T10:00:00Z', reason: 'a child waits' }),
  'POST /api/v1/cases/:id/updates': () => ({}),
  'PUT /api/v1/cases/:id/emergency': () => ({ kind: 'fire' }),
  'PUT /api/v1/cases/:id/emergency/confirmation': () => ({}),
  'PUT /api/v1/cases/:id/emergency/end': () => ({ why: 'over' }),
  'PUT /api/v1/cases/:id/help': () => ({ who: 'An ambulance', at: '2026-11-25T12:00:00Z' }),
  'PUT /api/v1/cases/:id/help/arrival': () => ({}),
  'POST /api/v1/cases/:id/resolutions': () => ({}),
  'POST /api/v1/promises/:id/attempts': () => ({ outcome: 'reached' }),
  'POST /api/v1/mailboxes': () => ({ address: `box${++sent}@kept.example`, teamId: desk.cast.teams.front }),
  'POST /api/v1/set-aside/:id/case': () => ({}),
  'POST /api/v1/cases': () => ({ customer: { email: `caller${++sent}@mail.example` }, text: 'My bell does not ring.' }),
  'PATCH /api/v1/cases/:id': () => ({ kind: 'wish' }),
  'PUT /api/v1/cases/:id/owner': () => ({ owner: { teamId: desk.cast.teams.front } }),
  'PUT /api/v1/cases/:id/set-aside': () => ({ reason: 'no case' }),
  'PUT /api/v1/cases/:id/answer': () => ({ text: 'It rings again.', undoSeconds: 0 }),
  'POST /api/v1/cases/:id/messages': () => ({ text: 'a note', as: 'note' }),
  'PUT /api/v1/cases/:id/draft': () => ({ text: 'half a thought' }),
  'PUT /api/v1/cases/:id/presence': () => ({ doing: 'viewing' }),
  'PUT /api/v1/cases/:id/rejection': () => ({}),
  'PUT /api/v1/cases/:id/rating': () => ({ score: 5 }),
  'POST /api/v1/sessions': () => ({ email: 'nobody@veloshop.example', password: 'a wrong password' }),
  'POST /api/v1/passwords': () => ({ token: 'x'.repeat(32), password: 'a password of mine' }),
  'POST /api/v1/demo/sessions': () => ({ staffId: 'staff_00000000000000000000000000' }),
}

const addresses: Record<string, string> = {
  'GET /api/v1/cases/:id/feasibility': '/api/v1/cases/:id/feasibility?at=2026-11-26T10:00:00Z',
  'GET /api/v1/messages': '/api/v1/messages?message_id=%3Cnone%40x%3E',
  'GET /desk/*': '/desk/inbox',
  'GET /api/v1/organisations/:id/review': '/api/v1/organisations/:id/review?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
  'GET /api/v1/balance': '/api/v1/balance?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
}

/** A mail that was set aside, in the mailbox of the front team or of another one. */
async function setAside(relation: Relation): Promise<string> {
  if (relation === 'absent') return 'received_00000000000000000000000000'
  const from = `news${++sent}@mail.example`
  await bring(desk, {
    from,
    to: relation === 'foreign' ? 'billing@kept.example' : 'help@kept.example',
    headers: 'List-Id: <news.mail.example>\r\n',
  })
  return value(desk, 'select id from received_mails where from_address = $1', from)
}

const lasting = new Map<string, Record<string, string>>()

/** What a request names: fresh where it will change it, else one that all harmless requests of that knocker share. */
async function objectsOf(row: Row, knocker: Knocker, relation: Relation): Promise<Record<string, string>> {
  if (row.names === '-' || row.names === 'stream') return {}
  if (row.names === 'key' || row.names === 'option') return { [row.names]: `${row.names}_00000000000000000000000000` }
  if (isKnown(row)) return knownObject(row, knocker)
  if (row.names === 'organisation' || row.names === 'project') return organisationFor(desk, relation)
  if (row.names === 'agreement') return agreementFor(desk, relation)
  const make = async () => (row.names === 'setAside' ? { setAside: await setAside(relation) } : objectsFor(desk, knocker, relation))
  if (row.method !== 'GET' && expected(row, knocker, relation) < 400) return make()
  const name = `${row.names === 'setAside' ? 'mail' : 'case'} ${knocker.name} ${relation}`
  const known = lasting.get(name) ?? (await make())
  lasting.set(name, known)
  return known
}

/** What everybody at the desk may know of: nothing of it is foreign to anybody. */
const isKnown = ({ names }: Row) => ['calendar', 'spare', 'team', 'person', 'self', 'absence'].includes(names)

async function knownObject({ names }: Row, knocker: Knocker): Promise<Record<string, string>> {
  const { staff, teams } = desk.cast
  const calendar = await value<string>(desk, 'select calendar_id from teams where id = $1', teams.front)
  if (names === 'spare') return { spare: await desk.change(system, (ctx) => addCalendar(ctx, hours)) }
  if (names === 'team') return { team: teams.front, calendar }
  if (names === 'calendar') return { calendar, version: await value(desk, 'select version::text from calendars where id = $1', calendar) }
  if (names === 'person') {
    const version = await value<string>(desk, 'select max(version)::text from shifts where staff_id = $1', staff.tomas.id)
    return { person: staff.tomas.id, version: version ?? '0' }
  }
  const person = knocker.actor ?? staff.tomas
  if (names === 'self') return { self: person.id, day: dayAhead() }
  const day = dayAhead()
  const { id } = await desk.change(system, (ctx) => recordAbsence(ctx, { staffId: person.id, from: day, until: day, reason: 'other' }))
  return { absence: id }
}

const dayAhead = () => new Date(Date.parse('2027-01-01T00:00Z') + ++sent * 86_400_000).toISOString().slice(0, 10)

async function askOf(row: Row, knocker: Knocker, relation: Relation): Promise<Ask> {
  const objects = await objectsOf(row, knocker, relation)
  const url = (addresses[row.route] ?? row.url).replace(':id', objects[row.names] ?? '').replace(':customerId', objects['contact'] ?? '')
  const body = bodies[row.route]?.(objects)
  return { method: row.method, url, ...(body !== undefined && { body }) }
}

function expected(row: Row, knocker: Knocker, relation: Relation): number {
  if (!knocker.role) return 401
  if ((rank[knocker.role] ?? 0) < (rank[row.least] ?? 9)) return 403
  const done = knocker.isKey ? row.keys : row.people
  // A program with an agent's rights is nobody who could be away, and plans nobody.
  if (['self', 'absence'].includes(row.names)) return knocker.name === 'key agent' ? 403 : done
  if (row.names === '-' || row.names === 'stream' || isKnown(row)) return done
  const blind = relation === 'absent' || knocker.sees === 'none' || (relation === 'foreign' && knocker.sees !== 'all')
  if (!blind) return done
  // A program owns nothing and types nothing: it is told so before any case is looked at.
  return knocker.isKey && row.url.endsWith('/claim') && row.method === 'PUT' ? 403 : 404
}

describe('every route, every role, every relation', () => {
  const relations: Relation[] = ['own', 'team', 'foreign', 'absent']
  test.each(guarded.map((row) => [row.route, row] as const))('%s', async (_route, row) => {
    const wrong: string[] = []
    for (const knocker of knockers) {
      for (const relation of row.names === '-' || row.names === 'stream' ? (['team'] as const) : relations) {
        const status = expected(row, knocker, relation)
        if (row.names === 'stream' && status === 200) continue
        const answer = await knock(desk, knocker, await askOf(row, knocker, relation))
        if (answer.statusCode !== status)
          wrong.push(`${knocker.name} on ${relation}: ${answer.statusCode} instead of ${status} ${answer.body.slice(0, 120)}`)
        if (row.method === 'GET' && row.names !== 'stream') {
          const head = await knock(desk, knocker, { ...(await askOf(row, knocker, relation)), method: 'HEAD' })
          if (head.statusCode !== status) wrong.push(`${knocker.name} on ${relation}: HEAD ${head.statusCode} instead of ${status}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test.each(openRows.map((row) => [row.route, row] as const))('%s answers everybody alike', async (route, { method, url, status }) => {
    for (const knocker of knockers) {
      const headers = route.startsWith('DELETE') && knocker.actor ? await browserOf(desk, knocker.actor.id) : knocker.headers
      const body = bodies[route]?.({})
      const answer = await knock(desk, { headers }, { method, url: addresses[route] ?? url, ...(body !== undefined && { body }) })
      expect(answer.statusCode, `${knocker.name}: ${answer.body.slice(0, 120)}`).toBe(status)
    }
  })
})

test('what is foreign and what is absent answer alike, in every byte but the trace', async () => {
  const agent = knockers.find(({ name }) => name === 'agent') ?? knockers[0]!
  const apart = ['-', 'stream', 'key', 'option']
  for (const row of guarded.filter((one) => !apart.includes(one.names) && !isKnown(one))) {
    const answers = await Promise.all(
      (['foreign', 'absent'] as const).map(async (relation) => knock(desk, agent, await askOf(row, agent, relation))),
    )
    const [foreign, none] = answers.map(({ statusCode, headers, body }) => ({
      statusCode,
      body: body.replace(/"traceId":"\w+"/, ''),
      headers: Object.keys(headers).sort(),
      length: headers['content-length'],
    }))
    expect(foreign, row.route).toEqual(none)
  }
  const foreignCase = (await objectsFor(desk, agent, 'foreign'))['case']
  const number = await value<number>(desk, 'select number from cases where id = $1', foreignCase)
  const [foreign, none] = await Promise.all(
    [number, 999_999_999].map((one) => knock(desk, agent, { method: 'GET', url: `/api/v1/cases/K-${one}` })),
  )
  expect(foreign?.statusCode).toBe(404)
  expect(foreign?.body.replace(/"traceId":"\w+"/, '')).toBe(none?.body.replace(/"traceId":"\w+"/, ''))
})

test('only the writer calls a message back', async () => {
  const { staff } = desk.cast
  const agent = knockers.find(({ name }) => name === 'agent') ?? knockers[0]!
  const { case: caseId = '' } = await objectsFor(desk, agent, 'team')
  const { id } = await pressedBy(desk, staff.tomas, caseId)
  for (const knocker of knockers.filter(({ role, name }) => role && name !== 'agent')) {
    expect((await knock(desk, knocker, { method: 'DELETE', url: `/api/v1/messages/${id}` })).statusCode, knocker.name).toBe(404)
  }
  expect((await knock(desk, agent, { method: 'DELETE', url: `/api/v1/messages/${id}` })).statusCode).toBe(200)
})

test('an agent hands a case on to another team, and then knows no more of it', async () => {
  const agent = knockers.find(({ name }) => name === 'agent') ?? knockers[0]!
  const { case: caseId = '' } = await objectsFor(desk, agent, 'own')
  const handed = await knock(desk, agent, {
    method: 'PUT',
    url: `/api/v1/cases/${caseId}/owner`,
    body: { owner: { teamId: desk.cast.teams.workshop } },
  })
  expect(handed.statusCode).toBeLessThan(300)
  expect(await value(desk, 'select team_id from cases where id = $1', caseId)).toBe(desk.cast.teams.workshop)
  expect((await knock(desk, agent, { method: 'GET', url: `/api/v1/cases/${caseId}` })).statusCode).toBe(404)
})

test('the stream of what happens is refused to nobodies', async () => {
  for (const knocker of knockers.filter(({ role }) => !role))
    expect((await knock(desk, knocker, { method: 'GET', url: '/api/v1/events' })).statusCode).toBe(401)
})
