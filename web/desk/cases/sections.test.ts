import { describe, expect, test } from 'vitest'
import { stretchesOf } from './plainText.ts'
import { changesBetween, heldRows, linesOf, rowPromise, rowState, sectionOf, workOrder } from './sections.ts'
import type { Row } from './sections.ts'

const now = Date.parse('2026-01-15T12:00:00Z')
const minute = 60_000

function row(id: string, dueMinutes: number | null, more: Partial<Row> = {}): Row {
  return {
    id,
    number: id,
    kind: 'request',
    state: 'open',
    subject: 'S',
    channel: 'email',
    language: 'lt',
    customer: { id: 'c', name: 'Rasa', email: null },
    owner: { kind: 'team', id: 't', name: 'Front', teamId: 't' },
    openedAt: '',
    updatedAt: '',
    version: 1,
    dueAt: dueMinutes === null ? null : new Date(now + dueMinutes * minute).toISOString(),
    waiting: false,
    danger: null,
    dueForm: 'written',
    snippet: '',
    emergency: null,
    unread: false,
    organisation: null,
    project: null,
    product: null,
    weight: 2,
    ...more,
  }
}

describe('sections of the inbox', () => {
  test('turn at the exact second', () => {
    expect(sectionOf(row('a', 0), now)).toBe('hour')
    expect(sectionOf(row('a', 0), now + 1)).toBe('late')
    expect(sectionOf(row('a', 60), now)).toBe('hour')
    expect(sectionOf(row('a', 60), now - 1)).toBe('later')
    expect(sectionOf(row('a', -5, { waiting: true }), now)).toBe('waiting')
    expect(sectionOf(row('a', null), now)).toBe('rest')
  })

  test('the order of work goes by weight only where nothing presses', () => {
    const rows = [
      row('paper', 90, { weight: 3 }),
      row('usual', 300),
      row('stuck', 900, { weight: 1 }),
      row('late paper', -5, { weight: 3 }),
      row('soon', 50, { weight: 1 }),
      row('sooner paper', 20, { weight: 3 }),
      row('later usual', 400),
    ]
    expect(rows.sort((a, b) => workOrder(a, b, now)).map(({ id }) => id)).toEqual([
      'late paper',
      'sooner paper',
      'soon',
      'stuck',
      'usual',
      'later usual',
      'paper',
    ])
  })

  test('come late first and keep the order of the server inside', () => {
    const lines = linesOf([row('d', 90), row('b', 5), row('w', 1, { waiting: true }), row('a', -9), row('c', 30)], now)
    expect(lines.map((line) => (line.kind === 'heading' ? `# ${line.section} ${line.count}` : line.row.id))).toEqual([
      '# late 1',
      'a',
      '# hour 2',
      'b',
      'c',
      '# later 1',
      'd',
      '# waiting 1',
      'w',
    ])
    expect(lines.flatMap((line) => (line.kind === 'row' ? [line.index] : []))).toEqual([0, 1, 2, 3, 4])
  })

  test('a row says its promise with a clock time; stopped and absent ones have none', () => {
    expect(rowPromise(row('a', -39), now, 'UTC')).toMatchObject({
      id: 'desk.row.late',
      when: { values: { time: '11:21' } },
      span: { values: { minutes: 39 } },
    })
    expect(rowPromise(row('a', 3), now, 'UTC')).toMatchObject({
      id: 'desk.row.due.written',
      when: { values: { time: '12:03' } },
      span: { values: { minutes: 3 } },
    })
    expect(rowPromise(row('a', 3, { waiting: true }), now, 'UTC')).toEqual({ id: 'desk.row.waiting' })
    expect(rowPromise(row('a', null), now, 'UTC')).toEqual({ id: 'desk.row.none' })
    expect(rowState(row('a', 3, { danger: 'at_risk' }), now)).toBe('at_risk')
    expect(rowState(row('a', -3, { danger: 'at_risk' }), now)).toBe('late')
  })
})

describe('a list under a hand', () => {
  const shown = [row('a', 1), row('b', 2), row('c', 3)]
  test('keeps its order and takes the newest facts', () => {
    const fresh = [row('c', 3, { unread: true }), row('a', 1), row('d', 4)]
    expect(heldRows(shown, fresh).map(({ id, unread }) => `${id}${unread ? '*' : ''}`)).toEqual(['a', 'b', 'c*'])
  })

  test('counts what waits', () => {
    expect(changesBetween(shown, shown)).toBe(0)
    expect(changesBetween(shown, [...shown, row('d', 4)])).toBe(1)
    expect(changesBetween(shown, shown.slice(1))).toBe(1)
    expect(
      changesBetween(
        shown,
        [shown[1], shown[0], shown[2]].filter((one) => one !== undefined),
      ),
    ).toBe(1)
  })
})

describe('a plain message', () => {
  const linked = (text: string) => stretchesOf(text).flatMap((part) => (part.href ? [part.href] : []))
  test('links web addresses only, without the mark that ends the sentence', () => {
    expect(linked('See https://example.org/a?b=1, or (http://example.org/c).')).toEqual([
      'https://example.org/a?b=1',
      'http://example.org/c',
    ])
    expect(linked('javascript:alert(1) data:text/html,x ftp://example.org')).toEqual([])
    expect(stretchesOf('no link').map((part) => part.text)).toEqual(['no link'])
  })

  test('loses no character and stays linear', () => {
    const hostile = 'https://'.repeat(20_000) + ' x '.repeat(1000) + 'https://a.example '.repeat(5000)
    const before = performance.now()
    expect(
      stretchesOf(hostile)
        .map((part) => part.text)
        .join(''),
    ).toBe(hostile)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
