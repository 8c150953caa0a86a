import type { FastifyInstance, FastifyReply } from 'fastify'
import * as z from 'zod'
import {
  choosePassword as choosePasswordShape,
  chooseKeys,
  demoSignIn,
  key,
  me,
  newKey,
  newStaff,
  signIn,
  staff,
} from '#contract/people.ts'
import { byId, listOf } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { languageOf } from '#platform/http/language.ts'
import { routesOf } from '#platform/http/routes.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { found, refuse } from '#platform/refusal.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { sessionCookie } from './identity.ts'
import { listKeys, makeKey, removeKey } from './key.ts'
import { fits, hashPassword } from './password.ts'
import { choosePassword, closeSession, countAttempt, openSession } from './session.ts'
import { shiftRoutes } from './shift-routes.ts'
import { addStaff, chooseShortcuts, invite, listStaff } from './staff.ts'
import * as store from './store.ts'
import { listTeams } from './team.ts'

export function peopleRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, delete: remove } = routesOf(app, kept)
  const secure = kept.house.baseUrl.startsWith('https:')
  const remember = (reply: FastifyReply, token: string, expires: Date) =>
    reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, expires })

  get('/api/v1/me', { may: 'agent', does: 'Who I am, my teams, and the people and shop around me', answers: me }, (ctx) =>
    meView(ctx, kept),
  )
  put('/api/v1/me/shortcuts', { may: 'agent', does: 'Switch single-letter keys on or off', body: chooseKeys }, async (ctx, { body }) => {
    if (ctx.actor.kind === 'staff') await chooseShortcuts(ctx, ctx.actor.id, body.shortcuts)
  })
  get('/api/v1/staff', { may: 'agent', does: 'The people of the desk', answers: listOf(staff) }, async (ctx) => ({
    items: await listStaff(ctx),
    nextCursor: null,
  }))
  get('/api/v1/teams', { may: 'agent', does: 'The teams of the desk' }, async (ctx) => ({ items: await listTeams(ctx), nextCursor: null }))
  post(
    '/api/v1/staff',
    { may: 'admin', does: 'Add a person; the answer holds their invitation link', body: newStaff, status: 201, secret: true },
    async (ctx, { body }) => {
      const person = await addStaff(ctx, body)
      return { ...person, invitation: `${kept.house.baseUrl}/desk/invitation?token=${await invite(ctx, person.id)}` }
    },
  )
  get('/api/v1/api-keys', { may: 'admin', does: 'The keys in use, without their secrets', answers: listOf(key) }, async (ctx) => ({
    items: await listKeys(ctx),
    nextCursor: null,
  }))
  post(
    '/api/v1/api-keys',
    { may: 'admin', does: 'Make a key; its secret is shown this once', body: newKey, status: 201, secret: true },
    (ctx, { body }) => makeKey(ctx, body),
  )
  remove('/api/v1/api-keys/:id', { may: 'admin', does: 'Remove a key', params: byId }, (ctx, { params }) => removeKey(ctx, params.id))

  app.post(
    '/api/v1/sessions',
    { schema: { summary: 'Sign in with address and password', body: signIn }, config: { may: 'anyone' } },
    async (request, reply) => {
      const { email, password } = request.body as z.infer<typeof signIn>
      const language = languageOf(request)
      const { tooMany } = await change(kept, request.actor, language, (ctx) => countAttempt(ctx, { email, place: request.ip }))
      if (tooMany) refuse('people.too_many_attempts', { retryAfter: 900 })
      const person = await store.staffByEmail(kept.database, email)
      if (!(await fits(password, person?.passwordHash ?? null)) || !person) refuse('people.wrong_sign_in')
      const { token, expiresAt } = await change(kept, request.actor, language, (ctx) => openSession(ctx, person.id))
      return remember(reply, token, expiresAt).status(201).send({ id: person.id, name: person.name })
    },
  )

  app.delete('/api/v1/sessions/current', { schema: { summary: 'Sign out' }, config: { may: 'anyone' } }, async (request, reply) => {
    const token = request.cookies[sessionCookie]
    if (token) await change(kept, request.actor, languageOf(request), (ctx) => closeSession(ctx, token))
    return reply.clearCookie(sessionCookie, { path: '/' }).status(204).send()
  })

  app.post(
    '/api/v1/passwords',
    { schema: { summary: 'Choose a password by an invitation', body: choosePasswordShape }, config: { may: 'anyone' } },
    async (request, reply) => {
      const { token: invitation, password } = request.body as z.infer<typeof choosePasswordShape>
      const passwordHash = await hashPassword(password)
      const { token, expiresAt } = await change(kept, request.actor, languageOf(request), async (ctx) =>
        openSession(ctx, await choosePassword(ctx, { token: invitation, passwordHash })),
      )
      return remember(reply, token, expiresAt).status(201).send({ ok: true })
    },
  )

  demoRoutes(app, kept, remember)
  calendarRoutes(app, kept)
  shiftRoutes(app, kept)
}

/** One-click sign-in exists in a demo only; elsewhere these addresses answer like any that do not exist. */
function demoRoutes(app: FastifyInstance, kept: Kept, remember: (reply: FastifyReply, token: string, expires: Date) => FastifyReply): void {
  app.get('/api/v1/demo/staff', { schema: { summary: 'The people of the demo company' }, config: { may: 'anyone' } }, async (request) => {
    if (!kept.house.demo) refuse('not_found')
    const [people, teams] = await look(
      kept,
      request.actor,
      languageOf(request),
      async (ctx) => [await listStaff(ctx), await listTeams(ctx)] as const,
    )
    const name = new Map(teams.map((team) => [team.id, team.name]))
    return {
      items: people.map(({ id, name: who, role, teamIds }) => ({ id, name: who, role, teams: teamIds.map((team) => name.get(team)) })),
      nextCursor: null,
    }
  })
  app.post(
    '/api/v1/demo/sessions',
    { schema: { summary: 'Sign in as one of the demo company', body: demoSignIn }, config: { may: 'anyone' } },
    async (request, reply) => {
      if (!kept.house.demo) refuse('not_found')
      const { staffId } = request.body as z.infer<typeof demoSignIn>
      const person = found(await store.staffById(kept.database, staffId))
      const { token, expiresAt } = await change(kept, request.actor, languageOf(request), (ctx) => openSession(ctx, person.id))
      return remember(reply, token, expiresAt).status(201).send({ id: person.id, name: person.name })
    },
  )
}

async function meView(ctx: Context, { house }: Kept) {
  if (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'key') refuse('unauthorised')
  const { id, name, role, teamIds } = ctx.actor
  const [teams, people, self] = [await listTeams(ctx), await listStaff(ctx), await store.staffById(ctx.db, id)]
  return {
    id,
    name,
    role,
    teamIds,
    teams,
    shortcuts: self?.shortcuts ?? 'off',
    staff: people.map((person) => ({ id: person.id, name: person.name })),
    shop: { ...house.shop, demo: house.demo },
  }
}
