import { commands, isLetterKey } from './keymap.ts'
import type { Command } from './keymap.ts'

/** How long the second key of a sequence is waited for. */
export const sequenceMs = 1000

/** What the layer knows when a chord arrives. `ready` are the commands that can run now. */
export interface Situation {
  ready: ReadonlySet<string>
  letters: boolean
  isTyping: boolean
  isInDialog: boolean
}

/** What a chord leads to: a command, the wait for a second key, or nothing. */
export type Outcome = { run: string } | { wait: string } | null

/** Decides what a chord does after `pending` (the first key of a sequence, or null). Ctrl+Z while typing stays the field's own. */
export function decide(chord: string, pending: string | null, situation: Situation): Outcome {
  const full = pending ? `${pending} ${chord}` : chord
  const able = commands.filter((command) => situation.ready.has(command.id))
  const match = able.find((command) => command.chords.some((own) => own === full && mayFire(command, own, situation)))
  if (match) return { run: match.id }
  if (pending) return null
  const starts = able.some((command) => command.chords.some((own) => own.startsWith(`${chord} `) && mayFire(command, own, situation)))
  return starts ? { wait: chord } : null
}

function mayFire(command: Command, chord: string, situation: Situation): boolean {
  if (isLetterKey(chord) && !situation.letters) return false
  if (situation.isInDialog) return command.id === 'palette' || command.scope === 'composer'
  return !situation.isTyping || command.whileTyping === true
}

/** The second keys that a pending first key may be followed by, for the hint strip. */
export function followers(pending: string, ready: ReadonlySet<string>): { id: string; chord: string }[] {
  return commands
    .filter((command) => ready.has(command.id))
    .flatMap((command) =>
      command.chords
        .filter((chord) => chord.startsWith(`${pending} `))
        .map((chord) => ({ id: command.id, chord: chord.slice(pending.length + 1) })),
    )
}
