/** Hostile mails made for tests: name and source. Deterministic; the largest has 70 MB. */
export type Monster = { name: string; make: () => Uint8Array }

/** Some forty mails that cost a naive reader minutes or gigabytes (section 2 of the reliability notes). */
export const MONSTERS: Monster[] = [
  { name: 'depth 10,000', make: () => mail(nested(10_000), '') },
  { name: 'depth 99', make: () => mail(nested(99), '') },
  { name: '100,000 flat parts', make: () => mail(MIXED, '--b\r\n\r\nx\r\n'.repeat(100_000)) },
  {
    name: '100,000 flat parts with headers',
    make: () => mail(MIXED, '--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n'.repeat(100_000)),
  },
  {
    name: '1,900 small files',
    make: () => mail(MIXED, '--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n'.repeat(1_900)),
  },
  { name: 'one 20 MB header', make: () => mail(`X-Long: ${'a'.repeat(20_000_000)}\r\n`, 'hello') },
  { name: 'one 20 MB folded header', make: () => mail(`X-Long: ${'a\r\n '.repeat(5_000_000)}x\r\n`, 'hello') },
  { name: '200,000 headers', make: () => mail('X-Many: yes\r\n'.repeat(200_000), 'hello') },
  { name: '200,000 From headers', make: () => mail('From: <b@example.org>\r\n'.repeat(200_000), 'hello') },
  {
    name: '50,000 references',
    make: () => mail(`References:${times(50_000, (n) => ` <${n}@example.org>\r\n`)}`, 'hello'),
  },
  {
    name: '50,000 recipients',
    make: () => mail(`To: ${times(50_000, (n) => `"N ${n}" <n${n}@example.org>,\r\n `)}x@example.org\r\n`, 'hello'),
  },
  {
    name: 'nested address groups',
    make: () => mail(`To: ${'g: '.repeat(100_000)}x@example.org${';'.repeat(100_000)}\r\n`, 'hello'),
  },
  { name: 'nested comments in From', make: () => mail(`Cc: ${'('.repeat(500_000)}x@example.org\r\n`, 'hello') },
  { name: 'quotes in To', make: () => mail(`To: ${'"'.repeat(300_001)}x@example.org\r\n`, 'hello') },
  { name: 'quotes in From', make: () => from('"'.repeat(60_001)) },
  { name: 'angles in From', make: () => from('<'.repeat(60_000)) },
  { name: 'comments in From', make: () => from('(@'.repeat(30_000)) },
  { name: 'words in From', make: () => from('=?utf-8?Q?'.repeat(6_000)) },
  { name: 'addresses in the name', make: () => from(`"${'a@'.repeat(30_000)}" <a@example.org>`) },
  { name: 'spaces in From', make: () => from(`a${' '.repeat(60_000)}@example.org`) },
  {
    name: 'name in 10,000 RFC 2231 pieces',
    make: () => part(`Content-Disposition: attachment${times(10_000, (n) => `;\r\n filename*${n}="${'n'.repeat(100)}"`)}`, 'x'),
  },
  {
    name: 'encoded name in 10,000 pieces',
    make: () =>
      part(`Content-Disposition: attachment${times(10_000, (n) => `;\r\n filename*${n}*=${n === 0 ? "utf-8''" : ''}%C3%A4%C3`)}`, 'x'),
  },
  {
    name: '1 MB file name',
    make: () => part(`Content-Disposition: attachment; filename="${'../'.repeat(350_000)}x.exe"`, 'x'),
  },
  {
    name: '30 MB of base64',
    make: () => part('Content-Transfer-Encoding: base64\r\nContent-Type: application/zip', `${'QUJD'.repeat(18)}\r\n`.repeat(400_000)),
  },
  { name: '70 MB, over the bound', make: () => Buffer.alloc(70_000_000, 'a') },
  {
    name: '20 MB base64 in one line',
    make: () => part('Content-Transfer-Encoding: base64\r\nContent-Type: application/zip', 'QUJD'.repeat(5_000_000)),
  },
  {
    name: '20 MB quoted-printable',
    make: () => part('Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain', '=41=42=\r\n'.repeat(2_200_000)),
  },
  { name: 'message/rfc822 100 deep', make: () => Buffer.from(forwarded(100)) },
  {
    name: 'digest 100 deep',
    make: () => mail(`Content-Type: multipart/digest; boundary=b\r\n`, '--b\r\n\r\nSubject: in\r\n\r\n'.repeat(1_000)),
  },
  { name: 'boundaries that are prefixes', make: () => mail(`${MIXED}`, `--${'b'.repeat(60)}\r\n`.repeat(200_000)) },
  { name: '99 open boundaries, 1 MB of near-misses', make: () => mail(nested(99), '--bx\r\n'.repeat(180_000)) },
  { name: '5 million empty lines', make: () => mail('', '\r\n'.repeat(5_000_000)) },
  { name: '10 MB in one text line', make: () => mail('', 'word '.repeat(2_000_000)) },
  { name: '10 MB of >', make: () => mail('', '>'.repeat(10_000_000)) },
  { name: '1 million quoted lines', make: () => mail('', '> quoted\r\n'.repeat(1_000_000)) },
  { name: '500,000 attributions', make: () => mail('', 'On 2024-01-01 10:00 a@example.org\r\n'.repeat(120_000)) },
  {
    name: 'flowed paragraph of 4 MB',
    make: () => mail('Content-Type: text/plain; format=flowed; delsp=yes\r\n', 'word \r\n'.repeat(600_000)),
  },
  { name: 'HTML 100,000 deep', make: () => html('<div>'.repeat(100_000)) },
  { name: 'HTML 200,000 bold, never closed', make: () => html('<b><i>'.repeat(100_000)) },
  { name: 'HTML 200,000 list items', make: () => html('<li>'.repeat(200_000)) },
  { name: 'HTML 100,000 paragraphs', make: () => html('<p>x'.repeat(200_000)) },
  { name: 'HTML 200,000 cells', make: () => html('<table><tr><td>'.repeat(60_000)) },
  { name: 'HTML 2 MB of <', make: () => html('<'.repeat(2_000_000)) },
  { name: 'HTML open comments', make: () => html('<!--'.repeat(500_000)) },
  { name: 'HTML one tag, 100,000 attributes', make: () => html(`<a ${times(100_000, (n) => `a${n}=b `)}>`) },
  {
    name: 'HTML 50,000 styles',
    make: () => html('<p style="color:red;background:url(x);color:rgb(1,2,3)">'.repeat(30_000)),
  },
  { name: 'HTML entities', make: () => html('&amp;&lt;&#x26;'.repeat(130_000)) },
  {
    name: '300,000 encoded words',
    make: () => mail(`Subject: ${'=?utf-8?Q?=C3=A4?=\r\n '.repeat(100_000)}\r\n`, 'hello'),
  },
  {
    name: 'encoded word near-misses',
    make: () => mail(`Subject: ${'=?'.repeat(30_000)}${'?='.repeat(1)}\r\n`, 'hello'),
  },
  { name: 'uuencode without end', make: () => mail('', `begin 644 a.bin\r\n${'M'.repeat(61)}\r\n`.repeat(60_000)) },
  { name: '10 MB of CR', make: () => mail('', '\r'.repeat(10_000_000)) },
  { name: '5 million times CR CR LF', make: () => mail('', '\r\r\n'.repeat(3_000_000)) },
  { name: 'NUL bytes', make: () => Buffer.concat([Buffer.from('From: <a@example.org>\r\n'), Buffer.alloc(5_000_000)]) },
]

const MIXED = 'Content-Type: multipart/mixed; boundary=b\r\n'

function mail(fields: string, body: string): Uint8Array {
  return Buffer.from(`From: <a@example.org>\r\nSubject: monster\r\nMIME-Version: 1.0\r\n${fields}\r\n${body}`)
}

function from(value: string): Uint8Array {
  return Buffer.from(`From: ${value}\r\nSubject: monster\r\n\r\nhello`)
}

function part(fields: string, body: string): Uint8Array {
  return mail(MIXED, `--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n${fields}\r\n\r\n${body}\r\n--b--\r\n`)
}

function html(body: string): Uint8Array {
  return mail('Content-Type: text/html\r\n', body)
}

function nested(depth: number): string {
  return `${times(depth, (n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`)}Content-Type: text/plain\r\n\r\nhello\r\n`
}

function forwarded(depth: number): string {
  const head = 'From: <a@example.org>\r\nSubject: monster\r\nContent-Type: message/rfc822\r\n\r\n'
  return `${head.repeat(depth)}From: <z@example.org>\r\nSubject: bottom\r\n\r\npayload`
}

function times(count: number, make: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => make(n)).join('')
}
