import { afterEach, expect, test, vi } from 'vitest'
import { call, codeOf, isRefusal, problemOf } from './client.ts'
import { staleAfter } from './live.ts'
import { fold, rank } from './palette/rank.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function answering(...answers: (Response | Error)[]) {
  const calls: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls.push({ url, init })
    const answer = answers.shift() ?? new Error('no answer left')
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  })
  return calls
}

const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
const keyOf = (init: RequestInit | undefined) => new Headers(init?.headers).get('idempotency-key')

test('reads a problem with its facts, and makes one of anything else', () => {
  expect(
    problemOf(409, {
      type: 'x',
      status: 409,
      code: 'cases.already_claimed',
      title: 'T',
      detail: 'D',
      errors: [],
      traceId: 't',
      by: 'Rasa',
    }),
  ).toEqual({ status: 409, code: 'cases.already_claimed', title: 'T', detail: 'D', errors: [], traceId: 't', facts: { by: 'Rasa' } })
  expect(problemOf(502, '<html>')).toMatchObject({ status: 502, code: 'http.502', errors: [], facts: {} })
  expect(problemOf(422, { errors: [{ pointer: '/a', detail: 'b' }, 'nonsense', { pointer: 1 }] }).errors).toEqual([
    { pointer: '/a', detail: 'b' },
  ])
})

test('a refusal is thrown once, with its code', async () => {
  const calls = answering(problem(409, { code: 'cases.already_claimed', detail: 'Rasa has it' }))
  const error = await call('/cases/x/claim', { method: 'PUT', body: {} }).catch((thrown: unknown) => thrown)
  expect(isRefusal(error) && error.message).toBe('Rasa has it')
  expect(codeOf(error)).toBe('cases.already_claimed')
  expect(calls).toHaveLength(1)
})

test('a POST without an answer is tried again under the same key, a PATCH never', async () => {
  vi.useFakeTimers()
  const calls = answering(new TypeError('gone'), problem(503, { code: 'unavailable' }), new Response('{"id":"m"}', { status: 201 }))
  const answer = call<{ id: string }>('/cases/x/messages', { method: 'POST', body: { text: 'a' } })
  await vi.runAllTimersAsync()
  expect(await answer).toEqual({ id: 'm' })
  expect(calls).toHaveLength(3)
  expect(new Set(calls.map(({ init }) => keyOf(init))).size).toBe(1)
  expect(keyOf(calls[0]?.init)).toMatch(/^[0-9a-f-]{36}$/)

  const patches = answering(new TypeError('gone'))
  expect(codeOf(await call('/cases/x', { method: 'PATCH', body: {} }).catch((thrown: unknown) => thrown))).toBe('offline')
  expect(patches).toHaveLength(1)
})

test('gives up after three tries and says that nobody answered', async () => {
  vi.useFakeTimers()
  const calls = answering(new TypeError(), new TypeError(), new TypeError())
  const asked = call('/me').catch((thrown: unknown) => thrown)
  await vi.runAllTimersAsync()
  expect(codeOf(await asked)).toBe('offline')
  expect(calls).toHaveLength(3)
})

test('an empty answer is null', async () => {
  answering(new Response(null, { status: 204 }))
  expect(await call('/sessions/current', { method: 'DELETE' })).toBeNull()
})

test('who is looking makes no list stale', () => {
  expect(staleAfter({ name: 'presence', caseId: 'case_1' })).toEqual({ caseId: 'case_1', lists: false })
  expect(staleAfter({ name: 'promise.late', caseId: 'case_1' })).toEqual({ caseId: 'case_1', lists: true })
})

test('the palette finds by start, word and synonym, whatever the language does to I', () => {
  expect(rank('mo', 'Move the promise', '')).toBe(3)
  expect(rank('pro', 'Move the promise', '')).toBe(2)
  expect(rank('sla', 'Move the promise', 'sla due')).toBe(2)
  expect(rank('romi', 'Move the promise', '')).toBe(1)
  expect(rank('xyz', 'Move the promise', 'sla')).toBe(0)
  expect(fold('INBOX')).toBe(fold('ınbox'))
  expect(fold('İ')).toBe('i')
})
