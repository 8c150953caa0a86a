import * as z from 'zod'
import { id, language, line } from './wire.ts'

/** Working time on the wire: local clock times 'HH:MM', local dates 'YYYY-MM-DD', each in the zone of its calendar or person. */
const clock = z.string().max(5)
export const span = z.tuple([clock, clock])
export const localDate = z.iso.date()
const hours = z.array(span).max(6)
const zone = z.string().min(1).max(64)
const week = z.array(hours).length(7)
const word = z.string().trim().min(1).max(40)

/** A date with hours of its own, or none (closed); it replaces the week and any holiday. */
export const specialDay = z.strictObject({ date: z.string().max(10), name: z.string().trim().max(120), hours })
/** Where public holidays are taken from: ISO 3166 country, perhaps a region of it. */
export const place = z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), region: z.string().max(10).nullable().default(null) })

const content = {
  name: line,
  zone,
  week,
  place: place.nullable(),
  /** Names of public holidays of the place on which this calendar works all the same, every year. */
  openOn: z.array(line).max(100),
  days: z.array(specialDay).max(400),
}
export const newCalendar = z.strictObject(content)
export const changeCalendar = z.strictObject({ ...content, version: z.number().int().min(1) })
export const calendarPreview = z.strictObject({ ...content, days: content.days.default([]) })
export const teamCalendar = z.strictObject({ calendarId: id })

/** A public holiday of the place; `from` is the local time it begins when not all day is off. */
export const holiday = z.object({ date: z.string(), name: z.string(), from: z.string().nullable() })
export const calendarView = z.object({
  ...content,
  id: z.string(),
  place: z.object({ country: z.string(), region: z.string().nullable() }).nullable(),
  days: z.array(z.object({ date: z.string(), name: z.string(), hours })),
  holidays: z.array(holiday),
  version: z.number(),
  changedAt: z.date().nullable(),
  changedBy: z.string().nullable(),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  mayChange: z.boolean(),
})
/** One day of a preview: local clock times that begin that day, why it differs, and by how many minutes the clock moves. */
export const previewDay = z.object({
  date: z.string(),
  spans: z.array(span),
  why: z.string().nullable(),
  kind: z.enum(['week', 'holiday', 'own']),
  clockMinutes: z.number(),
})
export const fault = z.object({ pointer: z.string(), detail: z.string() })
export const previewView = z.object({ faults: z.array(fault), days: z.array(previewDay), holidays: z.array(holiday) })
export const country = z.object({
  code: z.string(),
  name: z.string(),
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
})

export type SpanText = z.infer<typeof span>
export type SpecialDay = z.infer<typeof specialDay>
export type Place = { country: string; region: string | null }
export type CalendarContent = z.infer<typeof newCalendar>
export type CalendarView = z.infer<typeof calendarView>
export type CalendarPreview = z.infer<typeof previewView>
export type PreviewDay = z.infer<typeof previewDay>
export type Holiday = z.infer<typeof holiday>
export type Country = z.infer<typeof country>
export type FieldFault = z.infer<typeof fault>

/** A person's week: `null` follows the hours of their team; `zone` null is the zone of their team. */
export const changeShifts = z.strictObject({
  zone: zone.nullable(),
  week: week.nullable(),
  days: z.array(specialDay).max(200),
  version: z.number().int().min(0),
})
export const changeAbilities = z.strictObject({
  skills: z.array(word).max(20),
  languages: z.array(language).min(1).max(5),
  takesCalls: z.boolean(),
})
export const ofTeam = z.strictObject({ teamId: id })
export const ofTeamBetween = z.strictObject({ teamId: id, from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })

export const absenceReason = z.enum(['vacation', 'ill', 'training', 'other'])
/** A date, or a date with a time of day: local to the person. A date as the end includes that day. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d)?$/)
export const newAbsence = z.strictObject({ staffId: id, from: moment, until: moment, reason: absenceReason })

export const shiftsView = z.object({
  staffId: z.string(),
  name: z.string(),
  role: z.string(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  takesCalls: z.boolean(),
  zone: z.string().nullable(),
  week: z.array(z.array(span)).nullable(),
  days: z.array(z.object({ date: z.string(), name: z.string(), hours })),
  version: z.number(),
  mayChange: z.boolean(),
  mayAbsent: z.boolean(),
})
export const absenceView = z.object({
  id: z.string(),
  staffId: z.string(),
  name: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  from: z.string(),
  until: z.string(),
  zone: z.string(),
  /** Null where the reader has no business knowing why. */
  reason: absenceReason.nullable(),
  mayRemove: z.boolean(),
})
export const presenceView = z.object({
  staffId: z.string(),
  name: z.string(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  takesCalls: z.boolean(),
  stretches: z.array(z.object({ startsAt: z.date(), endsAt: z.date() })),
})

export type ShiftsView = z.infer<typeof shiftsView>
export type AbsenceReason = z.infer<typeof absenceReason>
export type AbsenceView = z.infer<typeof absenceView>
export type PresenceView = z.infer<typeof presenceView>
