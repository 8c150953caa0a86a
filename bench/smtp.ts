import { connect } from 'node:net'
import { randomBytes } from 'node:crypto'

/** A client that keeps one SMTP connection and counts a mail as sent only on 250 after its data. */
export async function mailClient(port: number): Promise<{ send(connection: number, nth: number): Promise<void>; close(): void }> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  let waiting: ((line: string) => void) | null = null
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1')
    const match = /^(\d{3}) [^\n]*\n/m.exec(heard)
    if (!match) return
    heard = heard.slice(match.index + match[0].length)
    waiting?.(match[1] ?? '')
  })
  const say = (text: string | null, expected: string) =>
    new Promise<void>((resolve, reject) => {
      waiting = (code) => (code === expected ? resolve() : reject(new Error(`Expected ${expected}, heard ${code}`)))
      if (text !== null) socket.write(text)
    })
  await say(null, '220')
  await say('EHLO bench.example\r\n', '250')
  return {
    async send(connection, nth) {
      const id = randomBytes(10).toString('hex')
      await say(`MAIL FROM:<bench-${connection}-${nth}@example.com>\r\n`, '250')
      await say('RCPT TO:<help@kept.example>\r\n', '250')
      await say('DATA\r\n', '354')
      await say(mailText(connection, nth, id), '250')
    },
    close: () => socket.end('QUIT\r\n'),
  }
}

function mailText(connection: number, nth: number, id: string): string {
  const lines = [
    `From: Bench Customer <bench-${connection}-${nth}-${id}@example.com>`,
    'To: help@kept.example',
    `Subject: The wheel makes a noise ${nth}`,
    `Message-ID: <${id}@example.com>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The front wheel makes a noise when I ride downhill and brake.',
    'It began after the last service.',
    '',
    '.',
  ]
  return `${lines.join('\r\n')}\r\n`
}
