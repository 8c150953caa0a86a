import { parentPort } from 'node:worker_threads'
import { reasonOf } from './mail.ts'
import type { ReadMail } from './mail.ts'
import { readMail } from './read-mail.ts'

parentPort?.on('message', async (raw: Uint8Array) => {
  try {
    const mail = await readMail(raw)
    parentPort?.postMessage({ ok: true, mail }, ownBuffers(mail))
  } catch (thrown) {
    parentPort?.postMessage({ ok: false, reason: reasonOf(thrown) })
  }
})

/** Attachments are moved, not copied. */
function ownBuffers(mail: ReadMail): ArrayBuffer[] {
  const buffers = mail.attachments.map(({ content }) => content.buffer)
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer)
}
