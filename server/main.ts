import { readConfig } from '#platform/config.ts'
import { serve } from './serve.ts'

const running = await start()
const { kept, port, smtpPort } = running
const { baseUrl, demo } = kept.house

console.log(demo ? demoGreeting() : `Kept is ready: desk ${baseUrl}/desk/, portal ${baseUrl}/, SMTP on port ${smtpPort}.`)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
process.on('unhandledRejection', (error) => kept.log('error', 'defect', { error }))

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await running.close()
  process.exit(0)
}

async function start() {
  try {
    return await serve(readConfig(process.env))
  } catch (error) {
    console.error(error instanceof Error && process.env['LOG_LEVEL'] !== 'debug' ? error.message : error)
    process.exit(1)
  }
}

function demoGreeting(): string {
  const address = `http://localhost:${port}`
  return `
Kept is ready, with the demo company "${kept.house.shop.name}".

  Customers   ${address}/           say what you need, choose a promise
  Desk        ${address}/desk/      sign in with one click as one of the team
  Mail        ${address}/mailbox    every mail the desk has sent
  SMTP        localhost:${smtpPort}     write to help@kept.example

Ctrl-C stops everything.`
}
