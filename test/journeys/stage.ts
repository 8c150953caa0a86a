import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { demoMails, openSmtpDoor } from '#channels'
import type { DemoMail } from '#contract/channels.ts'
import type { Language } from '#contract/wire.ts'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { startSweeps } from '#platform/jobs/sweep.ts'
import { openDesk, wednesdayNoon, type Desk } from '#test/harness.ts'

/** The whole product with its doors open: HTTP and SMTP on free ports, the sweeps running, on a clock that stands until it is moved. */
export interface Stage {
  desk: Desk
  url: string
  /** Sends a mail through the real SMTP door. */
  mail(letter: { from: string; subject: string; text: string; name?: string; to?: string }): Promise<void>
  /** Every mail that went to an address, oldest first. */
  mailsTo(address: string): Promise<DemoMail[]>
  /** What kinds of mail went to an address, oldest first. */
  kindsTo(address: string): Promise<string[]>
  /** Waits for the mail of this rank (0 is the first) to an address. */
  mailTo(address: string, rank?: number): Promise<DemoMail>
  close(): Promise<void>
}

/** Opens a stage just before noon on a Wednesday in Vilnius: times are promised in whole quarters, so that two hours end at 14:00. */
export async function openStage(): Promise<Stage> {
  const desk = await openDesk({ demo: true, now: new Date(wednesdayNoon.getTime() - 60_000) })
  const door = await openSmtpDoor(desk.kept, { port: 0 })
  desk.app.server.prependListener('request', (_request, response) => {
    // No two requests come in the same instant; and a browser takes the time of the desk from this header.
    desk.clock.forward({ ms: 5 })
    response.setHeader('date', desk.clock.now().toUTCString())
  })
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(desk.app.server.address() as AddressInfo).port}`
  desk.kept.house.baseUrl = url
  const stopSweeps = startSweeps(desk.kept, desk.sweeps)
  const mailsTo = async (address: string) =>
    (await desk.look(system, (ctx) => demoMails(ctx, 500))).filter(({ to }) => to.some((one) => one.includes(address))).reverse()
  return {
    desk,
    url,
    mailsTo,
    mail: async (letter) => {
      desk.clock.forward({ ms: 5 })
      await sendMail(door.port, letter)
    },
    kindsTo: async (address) =>
      (
        await desk.kept.database.many<{ kind: string }>(
          sql`select kind from outgoing_mails where to_address = ${address} order by created_at, id`,
        )
      ).map(({ kind }) => kind),
    mailTo: (address, rank = 0) => eventually(async () => (await mailsTo(address))[rank], `mail ${rank} to ${address}`),
    close: async () => {
      await stopSweeps()
      await door.close()
      desk.app.server.closeAllConnections()
      await desk.close()
    },
  }
}

/** Runs a journey on a stage of its own. */
export const onStage = (journey: (stage: Stage) => Promise<void>) => async (): Promise<void> => {
  const stage = await openStage()
  try {
    await journey(stage)
  } finally {
    await stage.close()
  }
}

/** Asks again and again until there is an answer; says after ten seconds what never came. */
export async function eventually<Found>(look: () => Promise<Found | undefined | null | false>, what: string): Promise<Found> {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`Never came: ${what}`)
}

/** The link to the case in a mail of ours, as a path. */
export function pathIn(mail: DemoMail): string {
  const [link] = /https?:\/\/\S+\/c\/\S+/.exec(mail.text) ?? []
  if (!link) throw new Error(`No link in: ${mail.subject}`)
  return new URL(link).pathname
}

/** What somebody may need, in each of the languages. */
export const needs: Record<Language, { subject: string; text: string }> = {
  en: {
    subject: 'The battery does not charge',
    text: 'The battery of my bicycle has not charged since Monday. I need it for work on Friday.',
  },
  lt: { subject: 'Baterija nesikrauna', text: 'Mano dviračio baterija nuo pirmadienio nebesikrauna. Man jos reikia penktadienį į darbą.' },
  tr: {
    subject: 'Akü şarj olmuyor',
    text: 'Bisikletimin aküsü pazartesiden beri şarj olmuyor. Cuma günü işe gitmek için ona ihtiyacım var.',
  },
  uk: {
    subject: 'Батарея не заряджається',
    text: 'Батарея мого велосипеда не заряджається з понеділка. Вона потрібна мені в п’ятницю для роботи.',
  },
  hu: {
    subject: 'Nem töltődik az akkumulátor',
    text: 'A kerékpárom akkumulátora hétfő óta nem töltődik. Pénteken szükségem van rá a munkához.',
  },
}

async function sendMail(
  port: number,
  { from, name = '', to = 'help@kept.example', subject, text }: Parameters<Stage['mail']>[0],
): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  await transport.sendMail({ from: { name, address: from }, to, subject, text })
  transport.close()
}
