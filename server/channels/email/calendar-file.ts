import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export interface CallDate {
  caseId: string
  shop: string
  summary: string
  startsAt: Date
  endsAt: Date
  page: string
  /** How often it was moved. */
  sequence: number
  organiser: string
  attendee: string
  now: Date
  method: 'REQUEST' | 'PUBLISH' | 'CANCEL'
}

/**
 * A promised call as iCalendar (RFC 5545): one UID for all the times it gets, SEQUENCE counting its moves, an alarm ten minutes before, and no
 * private text, because calendars are shared.
 */
export function callFile(date: CallDate): string {
  const calendar = ical({ prodId: { company: 'Kept', product: 'Kept', language: 'EN' }, method: ICalCalendarMethod[date.method] })
  const event = calendar.createEvent({
    id: `call-${date.caseId}@${date.organiser.slice(date.organiser.lastIndexOf('@') + 1)}`,
    sequence: date.sequence,
    stamp: date.now,
    start: date.startsAt,
    end: date.endsAt,
    summary: date.summary,
    url: date.page,
    organizer: { name: date.shop, email: date.organiser },
    status: date.method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  event.createAttendee({ email: date.attendee, rsvp: false })
  if (date.method !== 'CANCEL') event.createAlarm({ type: ICalAlarmType.display, trigger: 600, description: date.summary })
  return calendar.toString()
}
