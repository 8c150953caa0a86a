import type { FastifyInstance } from 'fastify'
import { casesHears, draftRetention, sendingSweep, silenceSweep } from '#cases'
import { codeRetention, customersRoutes } from '#customers'
import { channelsHears, channelsRoutes, channelsSweeps } from '#channels'
import { facesRoutes } from '#faces'
import { feedbackRoutes } from '#feedback'
import { attemptRetention, holidaySweep, peopleRoutes } from '#people'
import { promisesHears, promisesRoutes, promisesSweeps } from '#promises'
import { valueRoutes } from '#value'
import type { Sweep } from '#platform/jobs/sweep.ts'
import type { Hears, Kept } from '#platform/kept.ts'
import type { Live } from '#platform/realtime/live.ts'

/** A room as the program knows it: what it answers, what it hears from below, and what it does on time. */
export interface Module {
  name: string
  routes?: (app: FastifyInstance, kept: Kept, live: Live) => void
  hears?: Hears
  sweeps?: readonly Sweep[]
}

/** THE LIST. A room uses only rooms that stand before it, through their front doors; the program walks it in this order. */
export const modules: readonly Module[] = [
  { name: 'people', routes: peopleRoutes, sweeps: [attemptRetention, holidaySweep] },
  { name: 'customers', routes: customersRoutes, sweeps: [codeRetention] },
  { name: 'value', routes: valueRoutes },
  { name: 'cases', hears: casesHears, sweeps: [sendingSweep, silenceSweep, draftRetention] },
  { name: 'promises', routes: promisesRoutes, hears: promisesHears, sweeps: promisesSweeps },
  { name: 'channels', routes: channelsRoutes, hears: channelsHears, sweeps: channelsSweeps },
  { name: 'feedback', routes: feedbackRoutes },
  { name: 'faces', routes: facesRoutes },
]
