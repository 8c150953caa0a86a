import { afterAll, describe, expect, test } from 'vitest'
import { createMailReader } from './mail-reader.ts'
import { MONSTERS } from './monsters.ts'

const reader = createMailReader({ workers: 2, timeoutMs: 5_000, memoryMb: 192 })
afterAll(() => reader.close())

const PLAIN = Buffer.from('From: Bob <bob@example.org>\r\nSubject: Brake\r\n\r\nIt squeals.\r\n')
const REASONS = ['too_large', 'too_deep', 'too_many_parts', 'headers_too_large', 'memory', 'timeout']

describe('M4: monsters', () => {
  test('there are at least forty', () => expect(MONSTERS.length).toBeGreaterThanOrEqual(40))

  test.each(MONSTERS)('$name ends in time, read or refused by name', async ({ name, make }) => {
    const from = performance.now()
    const reading = await reader.read(make())
    expect(performance.now() - from).toBeLessThan(5_500)
    if (!reading.ok) expect(REASONS).toContain(reading.reason)
    else expect(reading.mail.subject).toBe(name === 'NUL bytes' ? '' : 'monster')
  })

  test('a payload below a hundred forwarded mails is still offered', async () => {
    const reading = await reader.read(MONSTERS.find(({ name }) => name.startsWith('message/rfc822'))?.make() ?? PLAIN)
    if (!reading.ok) expect.unreachable(reading.reason)
    else expect(Buffer.from(reading.mail.attachments[0]?.content ?? []).toString()).toContain('payload')
  })
})

describe('the pool', () => {
  test('gives the mail back with its bytes, and leaves the caller its own', async () => {
    const raw = new Uint8Array(
      Buffer.from('From: <b@example.org>\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n'),
    )
    const reading = await reader.read(raw)
    expect(raw.byteLength).toBeGreaterThan(0)
    if (!reading.ok) expect.unreachable(reading.reason)
    else expect([...(reading.mail.attachments[0]?.content ?? [])]).toEqual([65, 66, 67])
  })

  test('replaces a process that ran out of time, and others pass beside it', async () => {
    const own = createMailReader({ workers: 2, timeoutMs: 700, memoryMb: 192 })
    await Promise.all([own.read(PLAIN), own.read(PLAIN)])
    const slow = MONSTERS.find(({ name }) => name.startsWith('30 MB'))?.make() ?? PLAIN
    const monster = own.read(Buffer.concat([slow.subarray(0, 100), Buffer.from('\n'.repeat(3_000_000))]))
    const from = performance.now()
    expect((await own.read(PLAIN)).ok).toBe(true)
    expect(performance.now() - from).toBeLessThan(700)
    await monster
    expect((await Promise.all([own.read(PLAIN), own.read(PLAIN), own.read(PLAIN)])).every(({ ok }) => ok)).toBe(true)
    await own.close()
  })

  test('names the memory limit, and goes on', async () => {
    const own = createMailReader({ workers: 2, timeoutMs: 5_000, memoryMb: 12 })
    const deep = MONSTERS.find(({ name }) => name === 'HTML 100,000 paragraphs')?.make() ?? PLAIN
    expect(await own.read(deep)).toEqual({ ok: false, reason: 'memory' })
    expect((await own.read(PLAIN)).ok).toBe(true)
    await own.close()
  })

  test('names the time limit', async () => {
    const own = createMailReader({ workers: 2, timeoutMs: 1, memoryMb: 192 })
    expect(await own.read(PLAIN)).toEqual({ ok: false, reason: 'timeout' })
    await own.close()
  })

  test('refuses when closed', async () => {
    const own = createMailReader()
    await own.close()
    expect(await own.read(PLAIN)).toEqual({ ok: false, reason: 'closed' })
  })
})
