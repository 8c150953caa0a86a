import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import path from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { expect, test } from 'vitest'
import { openAuthentication } from './authentication.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const bare = publicKey.replace(/-----[^-]+-----|\s/g, '')
const records: Record<string, string[][]> = {
  'TXT s1._domainkey.mail.example': [[`v=DKIM1; k=rsa; p=${bare}`]],
  'TXT s1._domainkey.evil.example': [[`v=DKIM1; k=rsa; p=${bare}`]],
  'TXT _dmarc.mail.example': [['v=DMARC1; p=reject']],
  'TXT mail.example': [['v=spf1 ip4:203.0.113.7 -all']],
  'TXT evil.example': [['v=spf1 +all']],
  'TXT _dmarc.evil.example': [['v=DMARC1; p=none']],
}
const resolver = async (name: string, type: string): Promise<string[][]> =>
  records[`${type} ${name}`] ?? Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }))
const authenticate = openAuthentication({ resolver })
const here = { ip: '127.0.0.1', helo: 'x', mailFrom: 'pat@mail.example' }

async function mail({
  from = 'pat@mail.example',
  by = null as string | null,
  headers = {} as Record<string, string>,
} = {}): Promise<Buffer> {
  const raw = await new MailComposer({ from, to: 'help@kept.example', subject: 'Hello', text: 'Hello there', headers }).compile().build()
  if (!by) return raw
  const { signatures } = await dkimSign(raw, {
    signingDomain: by,
    selector: 's1',
    privateKey,
    signatureData: [{ signingDomain: by, selector: 's1', privateKey }],
  })
  return Buffer.concat([Buffer.from(signatures), raw])
}

test('an aligned signature proves the message', async () =>
  expect(await authenticate(await mail({ by: 'mail.example' }), here)).toBe('pass'))
test("another domain's signature proves nothing", async () =>
  expect(await authenticate(await mail({ by: 'evil.example' }), here)).toBe('fail'))
test('a changed mail is not proven', async () => {
  const raw = await mail({ by: 'mail.example' })
  expect(await authenticate(Buffer.from(raw.toString().replace('Hello there', 'Hello xhere')), here)).toBe('fail')
})
test('an aligned path proves, the same path for another From does not', async () => {
  expect(await authenticate(await mail(), { ...here, ip: '203.0.113.7' })).toBe('pass')
  expect(await authenticate(await mail(), { ...here, ip: '203.0.113.8' })).toBe('fail')
  expect(await authenticate(await mail(), { ...here, ip: '203.0.113.8', mailFrom: 'x@evil.example' })).toBe('fail')
})
test('what a mail says about itself is not asked', async () => {
  const claim = {
    'Authentication-Results': 'kept; dmarc=pass header.from=mail.example; dkim=pass; spf=pass',
    'Received-SPF': 'pass',
    'Return-Path': '<pat@mail.example>',
    Received: 'from mail.example ([203.0.113.7]) by kept',
  }
  expect(await authenticate(await mail({ headers: claim }), here)).toBe('fail')
  expect(await authenticate(await mail({ headers: claim }), { ...here, ip: '203.0.113.8' })).toBe('fail')
})
test('two From fields prove nothing', async () => {
  const raw = await mail({ by: 'evil.example', from: 'x@evil.example' })
  expect(await authenticate(Buffer.concat([Buffer.from('From: pat@mail.example\r\n'), raw]), here)).toBe('fail')
})
test('DNS that does not answer costs three waits, then none for a while, and blocks no mail', async () => {
  let asked = 0
  const deaf = openAuthentication({ resolver: () => (asked++, new Promise(() => {})), limitMs: 30 })
  const raw = await mail({ by: 'mail.example' })
  for (let nth = 0; nth < 6; nth++) expect(await deaf(raw, here)).toBe('unknown')
  expect(asked).toBeLessThan(10)
})

const corpus = path.resolve(process.env['KEPT_DATA'] ?? '../shared/data', 'mail/espoofer')
test.skipIf(!existsSync(corpus))('none of the spoofed mails of the corpus is proven (skipped where the corpus is absent)', async () => {
  for (const name of readdirSync(corpus))
    expect([name, await authenticate(readFileSync(path.join(corpus, name)), { ...here, ip: '203.0.113.9' })]).not.toEqual([name, 'pass'])
})
