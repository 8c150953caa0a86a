import * as z from 'zod'
import { addWorking, type Calendar, elapsedWorking } from './rules/calendar.ts'
import { formFaults, isDate } from './rules/calendar-fault.ts'

const spans = z.array(z.tuple([z.string(), z.string()]))
const second = z.number().int().min(-62_135_596_800).max(253_402_300_799)
const file = z.object({
  schedules: z.record(
    z.string(),
    z.object({
      week: z.array(spans).length(7),
      holidays: z.array(z.string().refine(isDate, 'write dates like 2026-12-24')).default([]),
      extra: z.record(z.string().refine(isDate, 'write dates like 2026-12-24'), spans).default({}),
    }),
  ),
  cases: z.array(z.object({ zone: z.string(), schedule: z.string(), start: second, seconds: z.number().int().min(0), until: second })),
})

/** What was computed of one case: when so much working time has passed, and how much passed until then; seconds. Null where ten years do not hold it. */
export interface Computed {
  deadline: number | null
  elapsed_until: number
}

const mostFaults = 20

/** Computes deadlines and elapsed working time for the text of a file of schedules and cases, in its order; throws an Error that says in words what is wrong with it. */
export function computeCases(text: string): Computed[] {
  const { schedules, cases } = readFile(text)
  const calendars = new Map<string, Calendar>()
  return cases.map(({ zone, schedule, start, seconds, until }, nth) => {
    const name = `${zone}\n${schedule}`
    const calendar = calendars.get(name) ?? calendarOf(schedules, { zone, schedule, nth })
    calendars.set(name, calendar)
    const deadlineMs = addWorking(calendar, start * 1000, seconds * 1000)
    return {
      deadline: deadlineMs === null ? null : deadlineMs / 1000,
      elapsed_until: elapsedWorking(calendar, start * 1000, until * 1000) / 1000,
    }
  })
}

function readFile(text: string): z.infer<typeof file> {
  const read = file.safeParse(parsed(text))
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
  throw new Error(`This file cannot be computed:\n${listed(faults)}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`This file is no JSON: ${(error as Error).message}`)
  }
}

function calendarOf(
  schedules: z.infer<typeof file>['schedules'],
  { zone, schedule, nth }: { zone: string; schedule: string; nth: number },
): Calendar {
  const stated = Object.hasOwn(schedules, schedule) ? schedules[schedule] : undefined
  if (!stated) throw new Error(`cases.${nth}.schedule: there is no schedule named ${schedule}`)
  const days = Object.entries(stated.extra).map(([date, hours]) => ({ date, name: '', hours }))
  const faults = formFaults({ zone, week: stated.week, days })
  if (faults.length)
    throw new Error(`cases.${nth}, schedule ${schedule}:\n${listed(faults.map(({ pointer, detail }) => `${pointer}: ${detail}`))}`)
  return { zone, ...stated }
}

const listed = (faults: string[]) =>
  [...faults.slice(0, mostFaults), ...(faults.length > mostFaults ? [`... and ${faults.length - mostFaults} more`] : [])]
    .map((fault) => `  ${fault}`)
    .join('\n')
