import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { safeFileName } from './file-name.ts'
import { LIMITS } from './limits.ts'
import { readMail, sketchMail } from './read-mail.ts'
import type { ReadMail } from './mail.ts'

function read(...lines: string[]): Promise<ReadMail> {
  return readMail(Buffer.from(lines.join('\r\n'), 'latin1'))
}

describe('the header', () => {
  test('senders, recipients, ids and date', async () => {
    const mail = await read(
      'Return-Path: <>',
      'From: =?utf-8?Q?J=C3=BCrg?= <Jurg@Example.org>',
      'To: team: a@example.org, b@example.org;',
      'Message-ID: <1@example.org>',
      'In-Reply-To: <2@example.org> <3@example.org>',
      'References: <4@example.org>\r\n <5@example.org>',
      'Date: Mon, 3 Nov 2025 14:30:00 +0200 (EET)',
      'Subject: =?utf-8?B?0JLQtdC70L4=?=',
      '',
      'x',
    )
    expect(mail.from).toEqual({ name: 'Jürg', address: 'jurg@example.org' })
    expect(mail.to.map(({ address }) => address)).toEqual(['a@example.org', 'b@example.org'])
    expect([mail.messageId, mail.inReplyTo, mail.returnPath]).toEqual(['<1@example.org>', '<2@example.org>', ''])
    expect(mail.references).toEqual(['<4@example.org>', '<5@example.org>', '<3@example.org>'])
    expect(mail.date?.toISOString()).toBe('2025-11-03T12:30:00.000Z')
    expect(mail.subject).toBe('Вело')
  })

  test('agrees with a second parser', async () => {
    const raw = Buffer.from(
      'From: "Lee, Ann" <ann@example.org>\r\nTo: b@example.org\r\nSubject: =?iso-8859-2?Q?kerékpár?=\r\n\r\nhello\r\n',
    )
    const [ours, theirs] = [await readMail(raw), await simpleParser(raw)]
    expect(ours.from).toEqual({ name: theirs.from?.value[0]?.name, address: theirs.from?.value[0]?.address })
    expect(ours.text.trim()).toBe(theirs.text?.trim())
  })

  test('our private fields are never believed, nor what stands before the header', async () => {
    const mail = await read(
      'From b@example.org Mon Nov  3 2025',
      'X-Kept-Case: 1',
      'x-kept-verified: yes',
      'From: <b@example.org>',
      '',
      'hello',
    )
    expect(mail.warnings).toContain('private_header')
    expect(JSON.stringify(mail)).not.toContain('verified')
    expect([mail.from?.address, mail.text]).toEqual(['b@example.org', 'hello\n'.trim() + mail.text.slice(5)])
  })

  test('many references are bounded: the first and the newest stay', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => `<${n}@example.org>`)
    const { references } = await read('From: <b@example.org>', `References: ${ids.join('\r\n ')}`, '', 'x')
    expect(references.length).toBe(LIMITS.references)
    expect([references[0], references.at(-1)]).toEqual(['<0@example.org>', '<999@example.org>'])
  })
})

describe('the text', () => {
  test.each([
    ['windows-1251', '\xcf\xf0\xe8\xe2\xb3\xf2', 'Привіт'],
    ['koi8-u', '\xf0\xd2\xc9\xd7\xa6\xd4', 'Привіт'],
    ['iso-8859-9', '\xfe\xf0\xfd', 'şğı'],
    ['windows-1257', '\xd0\xe0\xeb', 'Šąė'],
    ['iso-8859-2', '\xf5\xfb', 'őű'],
    ['us-ascii', '\xc5\xa1', 'š'],
    ['utf-7', '+AWE-', 'š'],
    ['', '\xfc', 'ü'],
    ['no-such', '\xfc', 'ü'],
    ['cp932', '\x93\xfa', '日'],
  ])('in %s', async (charset, bytes, text) => {
    const mail = await read('From: <b@example.org>', `Content-Type: text/plain; charset="${charset}"`, '', bytes)
    expect(mail.text.trim()).toBe(text)
  })

  test('is the first plain part; all of them are shown; HTML alone becomes text', async () => {
    const both = await read(
      'From: <b@example.org>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'one',
      '--b',
      '',
      'two',
      '--b--',
    )
    expect([both.text, both.shownText]).toEqual(['one', 'one\n\ntwo'])
    const page = await read('From: <b@example.org>', 'Content-Type: text/html', '', '<p>Yes.</p><blockquote>No?</blockquote>')
    expect([page.shownText, page.hasQuotedText]).toEqual(['Yes.', true])
  })

  test('flowed lines are joined, uuencoded files taken out', async () => {
    const flowed = await read('From: <b@example.org>', 'Content-Type: text/plain; format=flowed', '', 'one ', 'two', 'three')
    expect(flowed.text.trim()).toBe('one two\nthree')
    const uu = await read('From: <b@example.org>', '', 'see', 'begin 644 a.txt', '#0V%T', '`', 'end')
    expect([uu.shownText, uu.attachments[0]?.name]).toEqual(['see', 'a.txt'])
    expect(Buffer.from(uu.attachments[0]?.content ?? []).toString()).toBe('Cat')
  })
})

describe('files', () => {
  test('inline parts and attached mail are files, with their exact bytes', async () => {
    const mail = await read(
      'From: <b@example.org>',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<img src="cid:i@x">',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <i@x>',
      '',
      '\x89PNG\r\n\x1a\n',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: in',
      '',
      'x',
      '--b--',
    )
    expect(mail.attachments.map(({ name, inline, contentId }) => [name, inline, contentId])).toEqual([
      ['image.png', true, 'i@x'],
      ['message.eml', false, null],
    ])
    expect(Buffer.from(mail.attachments[0]?.content ?? []).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\x\\a.txt', 'a.txt'],
    ['invoice\u202efdp.exe', 'invoice[U+202E]fdp.exe'],
    ['a\r\nb.txt', 'a__b.txt'],
    ['.htaccess', 'htaccess'],
    ['', 'attachment'],
    ['///', 'attachment'],
    [`${'n'.repeat(500)}.pdf`, `${'n'.repeat(176)}.pdf`],
  ])('name %j', (name, safe) => expect(safeFileName(name, 'application/pdf')).toBe(safe))
})

test('no string holds NUL, which a database refuses', async () => {
  const mail = await read(
    'From: "a\0" <b\0@example.org>',
    'Subject: =?utf-8?Q?a=00b?=\0',
    'References: <a\0b@example.org>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'a\0b',
    '--b',
    'Content-Type: text/html',
    '',
    '<b>a\0b&#0;</b>',
    '--b',
    'Content-Disposition: attachment; filename="a\0b"',
    'Content-ID: <a\0b>',
    '',
    'x',
    '--b--',
  )
  const files = mail.attachments.map(({ name, type, contentId }) => [name, type, contentId])
  expect(JSON.stringify({ ...mail, attachments: files })).not.toContain('\\u0000')
  expect(mail.attachments.length).toBe(1)
})

test('a mail that cannot be read still has a sketch', () => {
  const raw = Buffer.from(
    `From: Bob <bob@example.org>\r\nSubject: Brake\r\n${'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(5_000)}`,
  )
  expect(sketchMail(raw)).toEqual({
    from: { name: 'Bob', address: 'bob@example.org' },
    subject: 'Brake',
    messageId: null,
    date: null,
  })
  expect(sketchMail(new Uint8Array())).toEqual({ from: null, subject: '', messageId: null, date: null })
})

describe('what is doubtful', () => {
  test.each([
    ['two_from', 'From: <a@example.org>\r\nFrom: <b@example.org>'],
    ['two_from', 'From: <a@example.org>, <b@example.org>'],
    ['no_sender', 'To: <a@example.org>'],
    ['spoofed_name', 'From: "boss@kept.example" <a@example.org>'],
    ['spoofed_name', 'From: =?utf-8?Q?boss=40kept.example?= <a@example.org>'],
    ['spoofed_name', 'From: =?utf-8?Q?=E2=80=AEssob?= <a@example.org>'],
    ['bidi', 'From: <a@example.org>\r\nSubject: =?utf-8?Q?=E2=80=AEx?='],
    ['look_alike', 'From: <a@ex\xd0\xb0mple.org>'],
    ['look_alike', 'From: <a@xn--exmple-4nf.org>'],
    ['odd_from', 'From: <a@example.org>b@kept.example'],
    ['answers_suppressed', 'From: <a@example.org>\r\nX-Auto-Response-Suppress: All'],
  ])('%s in %j', async (code, fields) => expect((await read(fields, '', 'x')).warnings).toContain(code))

  test.each([
    'From: "Ann Lee (Velo)" <ann@example.org>',
    'From: ann@example.org (Ann Lee)',
    'From: ann@example.org <ann@example.org>',
    'From: <ann@b\xc3\xbccher.example>',
  ])('nothing in %j', async (from) => expect((await read(from, '', 'x')).warnings).toEqual([]))
})

describe('machines', () => {
  test.each([
    ['Auto-Submitted: auto-replied', 'auto_reply'],
    ['Auto-Submitted: auto-generated; x=y', 'robot'],
    ['X-Autoreply: yes', 'auto_reply'],
    ['X-Autorespond: x', 'auto_reply'],
    ['X-Autoresponder: x', 'auto_reply'],
    ['Precedence: bulk', 'bulk'],
    ['Precedence: auto_reply', 'auto_reply'],
    ['X-Precedence: junk', 'bulk'],
    ['Precedence: list', 'list'],
    ['Delivered-To: autoresponder', 'auto_reply'],
    ['List-Id: <l.example.org>', 'list'],
    ['Return-Path: <>', 'robot'],
  ])('%s', async (field, kind) => expect((await read('From: <a@example.org>', field, '', 'x')).machine?.kind).toBe(kind))

  test.each([
    'Auto-Submitted: no',
    'Precedence: first-class',
    'X-Auto-Response-Suppress: All',
    'Return-Path: <a@example.org>',
    'Subject: Out of office chairs?',
  ])('not %s', async (field) => expect((await read('From: <a@example.org>', field, '', 'x')).machine).toBeNull())

  test('a delivery report names recipient, status and the mail it is about', async () => {
    const { bounce, machine } = await read(
      'From: <mailer-daemon@example.org>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      '',
      'Sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; example.org',
      '',
      'Final-Recipient: rfc822; Gone@example.org',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 user unknown',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <ours@example.org>',
      'References: <r@example.org>',
      '',
      'hello',
      '--b--',
    )
    expect(machine?.kind).toBe('bounce')
    expect(bounce).toEqual({
      recipient: 'gone@example.org',
      status: '5.1.1',
      action: 'failed',
      hard: true,
      diagnostic: '550 user unknown',
      originalMessageId: '<ours@example.org>',
      references: ['<r@example.org>'],
    })
  })
})
