import { readFileSync } from 'node:fs'
import { setupI18n } from '@lingui/core'
import { describe, expect, test } from 'vitest'
import { compilePo } from '../catalogue.ts'
import type { Words } from '../kit/language.ts'
import { clockTime, spanWords, whenWords } from '../kit/time.ts'
import { leading, leftWords, movesOf, originOf, runningOf, sendWords, sentenceWords, stateAt, stateWord } from './clock.ts'
import type { PromiseRow } from './clock.ts'

const po = readFileSync(new URL('../../../locales/en/desk.po', import.meta.url), 'utf8')
const catalogue = setupI18n({ locale: 'en', messages: { en: compilePo(po) as Record<string, string> } })
const say = ({ id, values }: Words) => catalogue._(id, values)

const zone = 'Europe/Vilnius'
/** A Thursday, 14:29 in Vilnius (UTC+2 in winter). */
const now = Date.parse('2026-01-15T12:29:00Z')
const minute = 60_000

function promise(more: Partial<PromiseRow> = {}): PromiseRow {
  return {
    id: 'promise_1',
    form: 'written',
    state: 'agreed',
    isDefault: true,
    agreedAt: '2026-01-15T12:20:00Z',
    startsAt: null,
    dueAt: '2026-01-15T12:32:00Z',
    atRiskAt: '2026-01-15T12:29:00Z',
    stoppedAt: null,
    endedAt: null,
    cause: null,
    movedBy: null,
    reason: null,
    previousId: null,
    charterVersion: 1,
    attempts: [],
    who: null,
    agreement: null,
    sentence: '',
    zone,
    ...more,
  }
}

function sentence(given: PromiseRow, at = now): string {
  const { id, when, end } = sentenceWords(given, at, zone)
  return catalogue._(id, { when: say(when), end: end ?? '' })
}

function left(given: PromiseRow, at = now): string | null {
  const words = leftWords(given, at)
  return words && catalogue._(words.id, { span: say(words.span) })
}

describe('the promise sentence', () => {
  test('always has a clock time, and the day when it is another', () => {
    expect(sentence(promise())).toBe('We answer by 14:32.')
    expect(sentence(promise({ dueAt: '2026-01-16T08:00:00Z' }))).toBe('We answer by tomorrow 10:00.')
    expect(sentence(promise({ dueAt: '2026-01-19T08:00:00Z' }))).toBe('We answer by Monday 10:00.')
    expect(sentence(promise({ dueAt: '2026-02-03T08:00:00Z' }))).toBe('We answer by 3 February 10:00.')
    expect(sentence(promise({ dueAt: '2026-01-14T08:00:00Z' }))).toBe('We answer by yesterday 10:00.')
    expect(sentence(promise({ form: 'call', startsAt: '2026-01-15T15:30:00Z', dueAt: '2026-01-15T16:00:00Z' }))).toBe(
      'We call between 17:30 and 18:00.',
    )
  })

  test('words every form', () => {
    expect(sentence(promise({ form: 'call' }))).toBe('We call by 14:32.')
    expect(sentence(promise({ form: 'update' }))).toBe('We say how it stands by 14:32.')
    expect(sentence(promise({ form: 'resolution' }))).toBe('The matter is settled by 14:32.')
    expect(sentence(promise({ form: 'escalation' }))).toBe('A lead answers by 14:32.')
  })

  test('counts days in the zone, not in hours: midnight and the hour that is lost in spring', () => {
    const lateEvening = Date.parse('2026-01-15T21:30:00Z')
    expect(sentence(promise({ dueAt: '2026-01-15T22:15:00Z' }), lateEvening)).toBe('We answer by tomorrow 00:15.')
    const beforeSpring = Date.parse('2026-03-28T22:30:00Z')
    expect(say(whenWords(Date.parse('2026-03-29T02:30:00Z'), beforeSpring, zone))).toBe('05:30')
    expect(clockTime(Date.parse('2026-03-29T00:59:00Z'), zone)).toBe('02:59')
    expect(clockTime(Date.parse('2026-03-29T01:00:00Z'), zone)).toBe('04:00')
  })
})

describe('the state at a second', () => {
  test('flips to due and late by the clock, without waiting for the server', () => {
    expect(stateAt(promise(), Date.parse('2026-01-15T12:28:59Z'))).toBe('agreed')
    expect(stateAt(promise(), Date.parse('2026-01-15T12:29:00Z'))).toBe('at_risk')
    expect(stateAt(promise(), Date.parse('2026-01-15T12:32:00Z'))).toBe('at_risk')
    expect(stateAt(promise(), Date.parse('2026-01-15T12:32:00Z') + 1)).toBe('late')
  })

  test('at risk by its chance is not called due', () => {
    expect(catalogue._(stateWord(promise({ cause: 'estimate' }), 'at_risk'))).toBe('At risk')
    expect(catalogue._(stateWord(promise({ cause: 'clock' }), 'at_risk'))).toBe('Due')
    expect(catalogue._('desk.promise.mayBreak', { because: 'absence' })).toContain('somebody is away')
  })

  test('leaves stopped and ended ones alone', () => {
    const after = now + 99 * minute
    for (const state of ['waiting', 'kept', 'kept_late', 'moved', 'released'] as const)
      expect(stateAt(promise({ state }), after)).toBe(state)
  })
})

describe('what is left', () => {
  test('in words of two units at most, never less than there is', () => {
    expect(left(promise())).toBe('3 min left')
    expect(left(promise(), now + 1)).toBe('3 min left')
    expect(left(promise({ dueAt: '2026-01-15T15:00:00Z', atRiskAt: null }))).toBe('2 h 31 min left')
    expect(left(promise(), now + 42 * minute)).toBe('39 min late')
    expect(left(promise({ state: 'waiting', stoppedAt: '2026-01-15T11:29:00Z' }))).toBe('stopped for 1 h')
    expect(left(promise({ state: 'kept_late', endedAt: '2026-01-15T12:40:00Z' }))).toBe('8 min late')
    expect(left(promise({ state: 'kept' }))).toBeNull()
    expect(say(spanWords(24 * 60 * minute))).toBe('1 day')
    expect(say(spanWords(51 * 60 * minute))).toBe('2 days')
  })
})

describe('a chain of promises', () => {
  const moved = promise({ id: 'promise_0', state: 'moved', movedBy: 'us', endedAt: '2026-01-15T12:00:00Z' })
  test('is led by the running one due first, else by the one that ended last', () => {
    const later = promise({ id: 'promise_2', dueAt: '2026-01-15T16:00:00Z' })
    expect(leading([moved, later, promise()])?.id).toBe('promise_1')
    expect(leading([moved, promise({ id: 'promise_3', state: 'kept', endedAt: '2026-01-15T12:10:00Z' })])?.id).toBe('promise_3')
    expect(leading([])).toBeNull()
  })

  test('knows whose choice it is', () => {
    const ours = promise({ isDefault: false, previousId: 'promise_0' })
    expect(originOf(promise(), [])).toBe('default')
    expect(originOf(ours, [moved, ours])).toBe('us')
    expect(originOf(ours, [{ ...moved, movedBy: 'customer' }, ours])).toBe('customer')
  })

  test('counts its moves, and ours among them', () => {
    expect(movesOf([moved, promise({ state: 'moved', movedBy: 'customer' }), promise()])).toEqual({ all: 2, byUs: 1 })
    expect(catalogue._('desk.promise.moves', { count: 2, byUs: 1 })).toBe('moved 2 times, once by us')
    expect(catalogue._('desk.promise.moves', { count: 0, byUs: 0 })).toBe('never moved')
  })
})

describe('promises beside each other', () => {
  const update = promise({ id: 'promise_u', form: 'update', isDefault: false, dueAt: '2026-01-15T12:30:00Z' })
  const stopped = promise({ id: 'promise_r', form: 'resolution', state: 'waiting', dueAt: '2026-01-15T12:25:00Z' })
  const lead = promise({ id: 'promise_l', form: 'escalation' })

  test('the one that presses most comes first; one whose clock stands comes last, however early it was due', () => {
    expect(runningOf([stopped, promise(), update]).map(({ id }) => id)).toEqual(['promise_u', 'promise_1', 'promise_r'])
  })

  test('the send button says what it keeps', () => {
    const words = (promises: PromiseRow[], isLead = false) => {
      const { answer, update: word } = sendWords(promises, now, isLead)
      return [catalogue._(answer), catalogue._(word)]
    }
    expect(words([])).toEqual(['Send answer', 'Send as update - case stays as it is'])
    expect(words([promise()])).toEqual(['Send answer - keeps the promise', 'Send as update - the answer stays open'])
    expect(words([promise(), update])).toEqual([
      'Send answer - keeps the promise',
      'Send as update - keeps the promised word, the answer stays open',
    ])
    expect(words([promise({ form: 'call' })])[0]).toBe('Send answer - the call stays promised')
    expect(words([promise({ dueAt: '2026-01-15T12:00:00Z' })])[0]).toBe('Send answer - the promise is late')
    expect(words([lead])[0]).toBe('Send answer')
    expect(words([lead], true)[0]).toBe("Send answer - keeps the lead's promise")
    expect(originOf(update, [])).toBe('beside')
  })
})
