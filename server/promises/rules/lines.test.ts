import { expect, test } from 'vitest'
import { type LineEvent, newLines } from './lines.ts'

const HOUR = 3_600_000
const noon = Date.parse('2026-11-25T10:00:00Z')
const opened = (caseId: string, atMs: number): LineEvent => ({
  name: 'case.opened',
  atMs,
  facts: { caseId, number: 1, kind: 'request', channel: 'form', language: 'en', customerId: 'c', teamId: `team_${caseId}` },
})
const booked = (caseId: string, atMs: number, startMs: number): LineEvent => ({
  name: 'promise.agreed',
  atMs,
  facts: {
    caseId,
    promiseId: `p_${caseId}`,
    form: 'call',
    startsAt: new Date(startMs).toISOString(),
    dueAt: new Date(startMs + HOUR).toISOString(),
    isDefault: false,
    previousId: null,
    probability: null,
  },
})

test('a call booked far ahead makes no other call forgotten, and is of the record when its hour has come', () => {
  const lines = newLines('UTC')
  lines.tell(opened('near', noon))
  lines.tell(booked('near', noon, noon + HOUR))
  lines.tell(opened('far', noon))
  lines.tell(booked('far', noon, noon + 40 * 24 * HOUR))
  expect(lines.call.casesOf('all')).toEqual([])
  lines.tell({ name: 'promise.called', atMs: noon + 2 * HOUR, facts: { caseId: 'near', promiseId: 'p_near', outcome: 'reached', nth: 1 } })
  expect(lines.call.casesOf('team_near')).toMatchObject([{ openedAtMs: noon + HOUR, endedAtMs: noon + 2 * HOUR, finished: true }])
  lines.tell(opened('later', noon + 41 * 24 * HOUR))
  expect(lines.call.casesOf('team_far')).toMatchObject([{ openedAtMs: noon + 40 * 24 * HOUR, endedAtMs: null }])
})
