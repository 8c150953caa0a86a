import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** One line of the corpus list; an absent field claims nothing. */
export type CorpusMail = {
  file: string
  kind: string
  upstream_expected?: {
    is?: string
    machine_mail?: boolean
    first_fragment?: string
    reply_text_whitespace_removed?: string
    per_recipient?: { hard_bounce: boolean; status: string; reason: string }[]
  }
  two_parser?: {
    subject?: string | null
    from?: string[]
    to?: string[]
    message_id?: string | null
    in_reply_to?: string | null
    references?: string | null
    first_text_plain?: { chars: number; starts: string; sha256_of_squashed: string }
    attachments?: { filename: string; sha256: string; size: number }[]
    attachment_names?: string[]
  }
}

const root = resolve(import.meta.dirname, '../../../..')
const folder = resolve(root, process.env['KEPT_DATA'] ?? '../shared/data', 'mail')

/** Whether the corpus is there; tests that need it are skipped by name when it is not. */
export const hasCorpus = existsSync(resolve(folder, 'manifest.jsonl'))

/** What to add to a test's name so that a skipped one says why. */
export const corpusNote = hasCorpus ? '' : ' (skipped: no corpus at KEPT_DATA)'

/** Every listed mail or text of the corpus. */
export function corpusMails(): CorpusMail[] {
  if (!hasCorpus) return []
  return corpusText('manifest.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusMail)
}

/** The bytes of a corpus file. */
export function corpusBytes(file: string): Uint8Array {
  return readFileSync(resolve(folder, file))
}

/** A corpus file as UTF-8. */
export function corpusText(file: string): string {
  return readFileSync(resolve(folder, file), 'utf8')
}

/** White space squashed, as the corpus compares. */
export function squashed(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}

/** Counts agreements with an oracle and keeps each miss by file name only, never its words. */
export function tally(): {
  check(file: string, agrees: boolean): void
  share(): number
  missed: string[]
  total(): number
} {
  const missed: string[] = []
  let total = 0
  return {
    missed,
    check(file, agrees) {
      total++
      if (!agrees) missed.push(file)
    },
    share: () => (total === 0 ? 0 : (total - missed.length) / total),
    total: () => total,
  }
}
