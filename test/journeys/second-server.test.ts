import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInstallation, type Installation } from '../reliability/app-process.ts'
import { buildPages } from '../visitor.ts'

const got: ParsedMail[] = []
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, done) => void simpleParser(stream).then((mail) => (got.push(mail), done()), done),
})
let installation: Installation

beforeAll(async () => {
  buildPages()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  installation = await openInstallation(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
  await installation.start()
}, 60_000)
afterAll(async () => {
  await installation.close()
  await new Promise<void>((resolve) => server.close(resolve))
})

test('mail in, choice, answer and acceptance, with the desk and the mail server as processes of their own', async () => {
  const desk = createTransport({ host: '127.0.0.1', port: installation.smtpPort, ignoreTLS: true })
  await desk.sendMail({
    from: 'Nora <nora@post.example>',
    to: 'help@kept.example',
    subject: 'The lamp blinks',
    text: 'It blinks red all night.',
  })
  const receipt = await nextMail(0)
  expect(receipt.headers.get('auto-submitted')).toBe('auto-replied')
  expect(receipt.text).toMatch(/^We answer you by /)
  const page = /http\S+\/c\/\S+/.exec(receipt.text ?? '')?.[0] ?? ''
  expect((await fetch(page)).status).toBe(200)

  const [it] = (await api<{ items: { id: string }[] }>('GET', '/cases')).items
  const { offers } = await api<{ offers: { id: string }[] }>('GET', `/cases/${it?.id}`)
  await api('PUT', `/offers/${offers.at(-1)?.id}/acceptance`, {})
  expect((await nextMail(1)).text).toMatch(/^We answer you by /)
  await api('PUT', `/cases/${it?.id}/answer`, { text: 'Hold the button for ten seconds, then charge it again.' })
  const answer = await nextMail(2)
  expect(answer.text).toContain('Hold the button for ten seconds')
  expect(answer.headers.get('auto-submitted')).toBeUndefined()
  expect([answer.references].flat()).toContain(receipt.inReplyTo)
  expect((await api<{ state: string }>('GET', `/cases/${it?.id}`)).state).toBe('answered')

  await desk.sendMail({
    from: 'nora@post.example',
    to: String(answer.replyTo?.value[0]?.address),
    subject: 'Re: anything',
    text: 'It works, thank you!',
    inReplyTo: answer.messageId,
  })
  const after = await api<{ state: string; messages: { text: string }[] }>('GET', `/cases/${it?.id}`)
  expect([after.state, after.messages.at(-1)?.text.trim()]).toEqual(['open', 'It works, thank you!'])
  await api('PUT', `/cases/${it?.id}/acceptance`)
  expect((await api<{ state: string }>('GET', `/cases/${it?.id}`)).state).toBe('accepted')
}, 60_000)

async function api<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${installation.key}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
  const response = await fetch(`${installation.url}/api/v1${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true)
  return (await response.json()) as Answer
}

/** The nth mail the server took; waits for it, not for a time. */
async function nextMail(nth: number): Promise<ParsedMail> {
  await expect.poll(() => got.length, { timeout: 20_000, interval: 20 }).toBeGreaterThan(nth)
  const mail = got[nth]
  if (!mail) throw new Error(`No mail ${nth}`)
  return mail
}
