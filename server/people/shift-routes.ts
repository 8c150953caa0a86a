import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import {
  absenceView,
  changeAbilities as abilitiesShape,
  changeShifts as changeShape,
  newAbsence,
  ofTeam,
  ofTeamBetween,
  presenceView,
  shiftsView,
} from '#contract/working-time.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import { listAbsences, recordAbsence, removeAbsence } from './absence.ts'
import { presencesOf } from './presence.ts'
import { changeAbilities, changeShifts, listShifts, listSkills } from './shift.ts'

const longestMs = 62 * 86_400_000

/** When people work, are away and are there, and what they can do, under /api/v1. */
export function shiftRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, delete: remove } = routesOf(app, kept)
  get(
    '/api/v1/shifts',
    { may: 'agent', does: 'The people of a team, their weeks and what they can do', query: ofTeam, answers: listOf(shiftsView) },
    async (ctx, { query }) => ({
      items: await listShifts(ctx, query.teamId),
      nextCursor: null,
    }),
  )
  put(
    '/api/v1/staff/:id/shifts',
    {
      may: 'lead',
      does: 'Set the week and the single days of a person; week null follows the team',
      params: byId,
      body: changeShape,
      answers: shiftsView,
    },
    (ctx, { params, body }) => changeShifts(ctx, params.id, body),
  )
  put(
    '/api/v1/staff/:id/abilities',
    { may: 'lead', does: 'Say what a person can do: skills, languages, calls', params: byId, body: abilitiesShape, answers: shiftsView },
    (ctx, { params, body }) => changeAbilities(ctx, params.id, body),
  )
  get('/api/v1/skills', { may: 'agent', does: 'Every skill somebody here has', answers: listOf(z.string()) }, async (ctx) => ({
    items: await listSkills(ctx),
    nextCursor: null,
  }))
  get(
    '/api/v1/absences',
    { may: 'agent', does: 'Who of a team is away between two times', query: ofTeamBetween, answers: listOf(absenceView) },
    async (ctx, { query }) => ({
      items: await listAbsences(ctx, { teamId: query.teamId, ...spanOf(query) }),
      nextCursor: null,
    }),
  )
  post(
    '/api/v1/absences',
    { may: 'agent', does: 'Record an absence: your own, or as a lead of your people', body: newAbsence, answers: absenceView, status: 201 },
    (ctx, { body }) => recordAbsence(ctx, body),
  )
  remove('/api/v1/absences/:id', { may: 'agent', does: 'Take an absence back', params: byId }, (ctx, { params }) =>
    removeAbsence(ctx, params.id),
  )
  get(
    '/api/v1/presences',
    { may: 'agent', does: 'Who of a team is there when', query: ofTeamBetween, answers: listOf(presenceView) },
    async (ctx, { query }) => {
      const { from, to } = spanOf(query)
      const people = await presencesOf(ctx, { teamId: query.teamId, fromMs: from.getTime(), toMs: to.getTime() })
      return {
        items: people.map(({ stretches, ...person }) => ({
          ...person,
          stretches: stretches.map(({ startMs, endMs }) => ({ startsAt: new Date(startMs), endsAt: new Date(endMs) })),
        })),
        nextCursor: null,
      }
    },
  )
}

function spanOf({ from, to }: { from: string; to: string }): { from: Date; to: Date } {
  const span = { from: new Date(from), to: new Date(to) }
  const lengthMs = span.to.getTime() - span.from.getTime()
  if (!(lengthMs > 0 && lengthMs <= longestMs))
    refuse('people.bad_hours', { errors: [{ pointer: '/to', detail: 'The end lies after the beginning, 62 days at most.' }] })
  return span
}
