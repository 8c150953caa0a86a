import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#platform/db/sql.ts'
import type { Installation } from './app-process.ts'
import { act, type Client, type Doors } from './clients.ts'
import type { Dice } from './dice.ts'
import { openJournal } from './journal.ts'

/** A crowd of clients at work. */
export interface Crowd {
  journals: string
  /** Lets everybody finish the call they are at, and ends. */
  rest(): Promise<void>
  close(): void
  work(): void
}

const thinkMs = 30

/** Makes so many clients; each lives by dice of its own and keeps its own journal. */
export function openCrowd(doors: Doors, folder: string, dice: Dice, count = 20): Crowd {
  const journals = path.join(folder, 'journals')
  const clients = Array.from({ length: count }, (_, n): Client => ({
    doors,
    dice: dice.nth(n),
    journal: openJournal(journals, `client-${n}`),
    known: [],
    name: `client-${n}`,
  }))
  let over = false
  let lives: Promise<void>[] = []
  return {
    journals,
    work() {
      over = false
      lives = clients.map((client) => live(client, () => over))
    },
    async rest() {
      over = true
      await Promise.all(lives)
    },
    close: () => clients.forEach(({ journal }) => journal.close()),
  }
}

async function live(client: Client, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await act(client)
    await pause(client.dice.below(thinkMs))
  }
}

/**
 * Brings an installation to rest with an app running: leases of a killed app end now instead of in a minute (the clock of the harness), and the
 * queue runs dry.
 */
export async function drain({ database }: Installation): Promise<void> {
  for (let attempt = 0; attempt < 1_200; attempt++) {
    if (attempt % 20 === 0) await database.run(sql`update outgoing_mails set next_at = now() where state = 'queued' and next_at > now()`)
    if (attempt % 20 === 0) await database.run(sql`select pg_notify('kept', 'mail.queued')`)
    const { left } = await database.one<{ left: number }>(sql`
      select (select count(*) from outgoing_mails where state = 'queued') + (select count(*) from messages where sends_at <= now()) as left`)
    if (!left) return
    await pause(50)
  }
  throw new Error('The queue did not run dry within a minute')
}
