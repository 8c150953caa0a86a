import { expect, test } from 'vitest'
import { isReplyTo, replyAddress, replyToken, caseOfMessageId, isOurs, signedMessageId } from './thread-key.ts'
import { threadOf, type ThreadHints } from './thread.ts'

const key = Buffer.from('the key of this house, thirty-two bytes')
const other = Buffer.from('the key of another house, also long')
const [a, b, c] = ['case_01KB0000000000000000000AAA', 'case_01KB0000000000000000000BBB', 'case_01KB0000000000000000000CCC'] as const
const chance = 'abcdefghijkl'
const signed = (caseId: string | null, domain = 'kept.example', by = key) => signedMessageId(by, { caseId, chance, domain })
const mine = signed(a)
const [body = '', mac = ''] = [
  mine.slice(1, mine.lastIndexOf('.', mine.indexOf('@'))),
  mine.slice(mine.lastIndexOf('.', mine.indexOf('@')) + 1, mine.indexOf('@')),
]
const held = new Map([
  ['<theirs@x.example>', b],
  ['<other@x.example>', c],
])
const nothing: ThreadHints = { inReplyTo: null, references: [], tokenCaseId: null, held: new Map() }

const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
const forged = (id: string): [string, Partial<ThreadHints>, null] => [`forged ${id}`, { inReplyTo: id }, null]

const table: [string, Partial<ThreadHints>, string | null][] = [
  ['nothing named', {}, null],
  ['our id in In-Reply-To', { inReplyTo: mine }, a],
  ['our id in References only', { references: [mine] }, a],
  ['our id among foreign ones', { references: ['<x@y>', mine, '<z@y>'] }, a],
  ['our id first of many', { references: [mine, ...Array.from({ length: 90 }, (_, nth) => `<${nth}@y>`)] }, a],
  ['our id without brackets', { inReplyTo: mine.slice(1, -1) }, a],
  ['In-Reply-To before References', { inReplyTo: mine, references: [signed(b)] }, a],
  ['the newest reference wins', { references: [signed(b), mine] }, a],
  ['the newest reference wins, other way round', { references: [mine, signed(b)] }, b],
  ['a signed id before our token', { inReplyTo: mine, tokenCaseId: c }, a],
  ['our token alone', { tokenCaseId: c }, c],
  ['our token before a held mail', { tokenCaseId: c, inReplyTo: '<theirs@x.example>', held }, c],
  ['a held mail in In-Reply-To', { inReplyTo: '<theirs@x.example>', held }, b],
  ['a held mail in References', { references: ['<theirs@x.example>'], held }, b],
  ['the newest of two held mails', { references: ['<theirs@x.example>', '<other@x.example>'], held }, c],
  ['In-Reply-To of two held mails', { inReplyTo: '<theirs@x.example>', references: ['<other@x.example>'], held }, b],
  ['a signed id before a held mail that is nearer', { inReplyTo: '<theirs@x.example>', references: [mine], held }, a],
  ['a mail of another mailbox is not held here', { inReplyTo: '<elsewhere@x.example>', held }, null],
  ['held ids are case sensitive', { inReplyTo: '<THEIRS@x.example>', held }, null],
  ['an id of ours without a case', { inReplyTo: signed(null) }, null],
  ['an id of ours without a case, then one with', { inReplyTo: signed(null), references: [mine] }, a],
  ['the domain in capitals', { inReplyTo: mine.replace('kept.example', 'KEPT.example') }, a],
  ['another domain we own, signed', { inReplyTo: signed(a, 'other.example') }, a],
  ['subject text as an id', { inReplyTo: 'Re: [K-1042]' }, null],
  ['a number as an id', { inReplyTo: '<K-1042@kept.example>' }, null],
  ['a bare number', { references: ['1042', 'K-1042', '#1042', '[K-1042]', '<1042>'] }, null],
  ['an empty id', { inReplyTo: '' }, null],
  ['only spaces', { inReplyTo: '   ', references: [' ', ''] }, null],
  ['a very long id', { inReplyTo: `<${'k.'.repeat(400)}@kept.example>` }, null],
  ['the case in lower case', { inReplyTo: mine.replace(a.slice(5), a.slice(5).toLowerCase()) }, null],
  ['a held forged id still joins as held', { inReplyTo: flipped(mine, 6), held: new Map([[flipped(mine, 6), b]]) }, b],
  forged(signed(a, 'kept.example', other)),
  forged(mine.replace('@kept.example', '@evil.example')),
  forged(mine.replace(a.slice(5), b.slice(5))),
  forged(mine.replace(chance, 'lkjihgfedcba')),
  forged(`<${body}.@kept.example>`),
  forged(`<${body}@kept.example>`),
  forged(`<${body}.${'A'.repeat(22)}@kept.example>`),
  forged(`<${body}.${mac.slice(1)}@kept.example>`),
  forged(`<${body}.${mac}A@kept.example>`),
  forged(`<${body}.${mac.toLowerCase()}@kept.example>`.replace(mac, mac.toUpperCase())),
  forged(`<${body}.${mac}@kept.example@evil.example>`),
  forged(`<${body}.${mac} @kept.example>`),
  forged(` <${body}.${mac}@kept.example>`),
  forged(`<<${body}.${mac}@kept.example>>`),
  forged(`<x${body}.${mac}@kept.example>`),
  forged(`<k${body}.${mac}@kept.example>`),
  forged(`<K${body.slice(1)}.${mac}@kept.example>`),
  forged(`<${a}@kept.example>`),
  forged(`<${a.slice(5)}@kept.example>`),
  forged(`<k.${a.slice(5)}@kept.example>`),
  forged(`<case-${a.slice(5)}-1@kept.example>`),
  forged(`<reply-1042-${mac}@kept.example>`),
  forged(`<conversation/1042/messages/7@kept.example>`),
  forged('<1042.7.1700000000@kept.example>'),
  forged(`<${body}.${mac}@kept.example>\r\nBcc: all@kept.example`),
  forged(`<${body}.${mac}\0@kept.example>`),
  forged(`<${body}.${mac}%40kept.example>`),
  ...[3, 10, 29, 31, 44, 52, 60].map((at) => forged(flipped(mine, at))),
]

test('the table holds more than sixty variants', () => expect(table.length).toBeGreaterThanOrEqual(60))

test.each(table)('thread: %s', (_, hints, expected) => {
  expect(threadOf(key, { ...nothing, ...hints })).toBe(expected)
})

test('a Message-ID of ours fits a line, and is known as ours', () => {
  expect(mine.length).toBeLessThan(100)
  expect(isOurs(key, mine)).toBe(true)
  expect(isOurs(key, signed(null))).toBe(true)
  expect(isOurs(other, mine)).toBe(false)
  expect(caseOfMessageId(key, mine)).toBe(a)
})

const it = { id: a, number: 1042 }
const reply = replyAddress(key, 'help@kept.example', it)

test('a reply address names its case to us alone, in lower or upper case', () => {
  const token = replyToken(reply.toUpperCase())
  expect(token?.number).toBe(1042)
  expect(isReplyTo(key, token?.mac ?? '', it)).toBe(true)
  expect(isReplyTo(other, token?.mac ?? '', it)).toBe(false)
  expect(isReplyTo(key, token?.mac ?? '', { id: b, number: 1042 })).toBe(false)
  expect(isReplyTo(key, token?.mac ?? '', { id: a, number: 1043 })).toBe(false)
  expect(reply.indexOf('@')).toBeLessThanOrEqual(64)
})

test.each([
  'help@kept.example',
  'help+1042@kept.example',
  'help+1042.@kept.example',
  `help+.${'a'.repeat(26)}@kept.example`,
  `help+1042.${'a'.repeat(25)}@kept.example`,
  `help+1042.${'1'.repeat(26)}@kept.example`,
  `+1042.${'a'.repeat(26)}@kept.example`,
  `help+a+1042.${'a'.repeat(26)}@kept.example`,
])('no token in %s', (address) => expect(replyToken(address)).toBeNull())

test('a mailbox with a very long name goes without the token', () => {
  const long = `${'x'.repeat(50)}@kept.example`
  expect(replyAddress(key, long, it)).toBe(long)
})
