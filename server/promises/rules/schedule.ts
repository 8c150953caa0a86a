import { anyone, canDo, type Need, type Person, type Team } from './ability.ts'

type Job = { readonly dueAtMs: number; readonly units: number; readonly need?: Need }

/** Work of one need, the earliest due first, with what is left of the one in hand. */
type Queue = { readonly need: Need; readonly jobs: { readonly dueAtMs: number; left: number }[]; next: number }

const CRUMB = 1e-6

/**
 * Makes a timetable in which everybody does what they can, the earliest due first (Jackson, 1955), whoever can do least choosing first, and
 * says whether all that is due at or after `fromDueMs` is done in time. What it finds possible is possible; with crossing skills it may miss
 * a cleverer timetable, never promise one that is not there. O(presences and due times x people).
 */
export function canAllBeDone(team: Team, jobs: readonly Job[], nowMs: number, fromDueMs: number): boolean {
  const queues = queuesOf(jobs)
  const people = workersOf(team, queues)
  const marks = marksOf(people, jobs, nowMs)
  for (const [i, startMs] of marks.entries()) {
    if (queues.some((queue) => isBroken(queue, startMs, fromDueMs))) return false
    const endMs = marks[i + 1]
    if (endMs === undefined) continue
    for (const { person, can } of people) if (isThere(person, startMs)) work(can, (endMs - startMs) * perMs(team))
  }
  return true
}

const perMs = ({ ratePerHour, people }: Team): number => ratePerHour / Math.max(1, people?.length ?? 1) / 3_600_000

function queuesOf(jobs: readonly Job[]): Queue[] {
  const byNeed = new Map<string, Queue>()
  for (const { dueAtMs, units, need = anyone } of jobs) {
    const key = `${need.skill}\n${need.language}`
    const queue = byNeed.get(key) ?? { need, jobs: [], next: 0 }
    queue.jobs.push({ dueAtMs, left: units })
    byNeed.set(key, queue)
  }
  return [...byNeed.values()]
}

/** Everybody with the queues they can work on; whoever has fewest comes first, so that the others stay free for the rest. */
function workersOf({ people }: Team, queues: readonly Queue[]): { person: Person; can: Queue[] }[] {
  const workers = (people ?? []).map((person) => ({ person, can: queues.filter(({ need }) => canDo(person, need)) }))
  return workers.sort((a, b) => a.can.length - b.can.length)
}

/** The instants at which somebody comes or goes or something is due, from now to the last due time. */
function marksOf(people: readonly { person: Person }[], jobs: readonly Job[], nowMs: number): number[] {
  const lastMs = jobs.at(-1)?.dueAtMs ?? nowMs
  const stretches = people.flatMap(({ person }) => person.stretches)
  const instants = [nowMs, ...jobs.map(({ dueAtMs }) => dueAtMs), ...stretches.flatMap(({ startMs, endMs }) => [startMs, endMs])]
  return [...new Set(instants)].filter((atMs) => atMs >= nowMs && atMs <= lastMs).sort((a, b) => a - b)
}

const isThere = ({ stretches }: Person, atMs: number): boolean => stretches.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs)

/** Somebody does so many units of the earliest due work they can do. */
function work(can: readonly Queue[], units: number): void {
  let able = units
  while (able > CRUMB) {
    const queue = earliest(can)
    const job = queue?.jobs[queue.next]
    if (!queue || !job) return
    const done = Math.min(able, job.left)
    job.left -= done
    able -= done
    if (job.left <= CRUMB) queue.next++
  }
}

function earliest(queues: readonly Queue[]): Queue | null {
  let first: Queue | null = null
  for (const queue of queues) {
    const due = queue.jobs[queue.next]?.dueAtMs
    if (due !== undefined && due < (first?.jobs[first.next]?.dueAtMs ?? Number.POSITIVE_INFINITY)) first = queue
  }
  return first
}

function isBroken({ jobs, next }: Queue, atMs: number, fromDueMs: number): boolean {
  for (let i = next; i < jobs.length; i++) {
    const job = jobs[i]
    if (!job || job.dueAtMs > atMs) return false
    if (job.dueAtMs >= fromDueMs && job.left > CRUMB) return true
  }
  return false
}
