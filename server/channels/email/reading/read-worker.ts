import { reasonOf } from './mail.ts'
import { readMail } from './read-mail.ts'

// A reader without its master has nothing to do.
process.on('disconnect', () => process.exit())

process.on('message', async (raw: Uint8Array) => {
  try {
    process.send?.({ ok: true, mail: await readMail(raw) })
  } catch (thrown) {
    process.send?.({ ok: false, reason: reasonOf(thrown) })
  }
})
