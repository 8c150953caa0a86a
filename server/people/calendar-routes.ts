import type { FastifyInstance } from 'fastify'
import {
  calendarPreview,
  calendarView,
  changeCalendar as changeShape,
  country,
  newCalendar,
  previewView,
  teamCalendar,
} from '#contract/working-time.ts'
import { byId, listOf } from '#contract/wire.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { addCalendar, assignCalendar, changeCalendar, listCalendars, previewCalendar, readCalendar } from './calendar.ts'
import { listCountries } from './place.ts'

/** Working time of teams under /api/v1: everybody at the desk may read it, managers change it. */
export function calendarRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put } = routesOf(app, kept)
  get(
    '/api/v1/calendars',
    { may: 'agent', does: 'Working time with holidays, and which teams work by it', answers: listOf(calendarView) },
    async (ctx) => ({
      items: await listCalendars(ctx),
      nextCursor: null,
    }),
  )
  get('/api/v1/calendars/:id', { may: 'agent', does: 'One calendar', params: byId, answers: calendarView }, (ctx, { params }) =>
    readCalendar(ctx, params.id),
  )
  post(
    '/api/v1/calendars',
    {
      may: 'manager',
      does: 'Add working time; the public holidays of its place come by themselves',
      body: newCalendar,
      answers: calendarView,
      status: 201,
    },
    async (ctx, { body }) => readCalendar(ctx, await addCalendar(ctx, body)),
  )
  put(
    '/api/v1/calendars/:id',
    {
      may: 'manager',
      does: 'Change a calendar as a whole; send the version you read',
      params: byId,
      body: changeShape,
      answers: calendarView,
    },
    async (ctx, { params, body }) => {
      await changeCalendar(ctx, params.id, body)
      return readCalendar(ctx, params.id)
    },
  )
  post(
    '/api/v1/calendar-previews',
    {
      may: 'agent',
      does: 'What a calendar would mean: faults, two weeks ahead, coming holidays; nothing is saved',
      body: calendarPreview,
      answers: previewView,
    },
    (ctx, { body }) => previewCalendar(ctx, body),
  )
  put(
    '/api/v1/teams/:id/calendar',
    { may: 'manager', does: 'Have a team work by a calendar', params: byId, body: teamCalendar, answers: calendarView },
    async (ctx, { params, body }) => {
      await assignCalendar(ctx, { teamId: params.id, calendarId: body.calendarId })
      return readCalendar(ctx, body.calendarId)
    },
  )
  get(
    '/api/v1/holiday-places',
    { may: 'agent', does: 'Countries and regions whose public holidays are known (date-holidays, CC BY 3.0)', answers: listOf(country) },
    async () => ({ items: await listCountries(), nextCursor: null }),
  )
}
