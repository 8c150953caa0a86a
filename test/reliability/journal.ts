import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'

/** What a client wanted to write, under a mark that stands in the words themselves. */
export interface Intent {
  mark: string
  /** Such as `case`, `customer`, `note`, `update`, `answer`, `mail`. */
  what: string
  /** Hashes of the files it carries. */
  files?: readonly string[]
}

/** An intent with what was answered to it: acknowledged only by 2xx, or 250 of SMTP. */
export interface Try extends Intent {
  acknowledged: boolean
  tries: number
  statuses: number[]
}

/** One client's own file: a line before each call, a line after each answer. */
export interface Journal {
  intend(intent: Intent): void
  answered(mark: string, status: number): void
  close(): void
}

/** The shape of a mark, as the audit finds it in stored words. */
export const markPattern = 'mark-[0-9a-f]{16}'

/** Opens the file of a client; every line is handed to the operating system before the call goes on. */
export function openJournal(folder: string, client: string): Journal {
  mkdirSync(folder, { recursive: true })
  const file = openSync(path.join(folder, `${client}.jsonl`), 'a')
  const write = (line: object) => void writeSync(file, `${JSON.stringify(line)}\n`)
  return {
    intend: (intent) => write({ intent }),
    answered: (mark, status) => write({ mark, status }),
    close: () => closeSync(file),
  }
}

/** Every client's tries by mark. */
export function readJournals(folder: string): Map<string, Try> {
  const tries = new Map<string, Try>()
  for (const name of readdirSync(folder)) {
    for (const text of readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean)) note(tries, JSON.parse(text) as Line)
  }
  return tries
}

interface Line {
  intent?: Intent
  mark?: string
  status?: number
}

function note(tries: Map<string, Try>, { intent, mark, status = 0 }: Line): void {
  if (intent) {
    const known = tries.get(intent.mark) ?? { ...intent, acknowledged: false, tries: 0, statuses: [] }
    tries.set(intent.mark, { ...known, tries: known.tries + 1 })
  }
  const known = tries.get(mark ?? '')
  if (!known) return
  known.statuses.push(status)
  known.acknowledged ||= status >= 200 && status < 300
}
