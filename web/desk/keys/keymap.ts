import { settingsPages } from '../screens/settings/pages.ts'

/** Where a key has its meaning: everywhere, in the list, in a case, while writing to the customer. */
export type Scope = 'everywhere' | 'list' | 'case' | 'composer'

export interface Command {
  id: string
  scope: Scope
  /** Chords in the notation of `chordOf`; two words are a sequence. The first one is shown. */
  chords: readonly string[]
  /** Works while typing too. */
  whileTyping?: true
  /** Found in the palette; what only moves the eye is not. */
  inPalette?: true
}

/** Every command of the desk that exists, with its keys: key list, palette, tooltips and the layer itself read this one table. */
export const commands: readonly Command[] = [
  { id: 'palette', scope: 'everywhere', chords: ['mod+k'], whileTyping: true },
  { id: 'search', scope: 'everywhere', chords: ['/'] },
  { id: 'keys', scope: 'everywhere', chords: ['?', 'f1'], inPalette: true },
  { id: 'inbox', scope: 'everywhere', chords: ['g i'], inPalette: true },
  { id: 'customers', scope: 'everywhere', chords: ['g u'], inPalette: true },
  { id: 'organisations', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'setAside', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'record', scope: 'everywhere', chords: ['g r'], inPalette: true },
  { id: 'demand', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'expectations', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'balance', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'settings', scope: 'everywhere', chords: ['g s'], inPalette: true },
  ...settingsPages.map(({ id }) => ({ id: `settings.${id}`, scope: 'everywhere', chords: [], inPalette: true }) as const),
  { id: 'newCase', scope: 'everywhere', chords: ['c'], inPalette: true },
  { id: 'takeNext', scope: 'everywhere', chords: ['q'], inPalette: true },
  { id: 'undo', scope: 'everywhere', chords: ['z', 'mod+z'], inPalette: true },
  { id: 'region', scope: 'everywhere', chords: ['f6'], whileTyping: true },
  { id: 'regionBack', scope: 'everywhere', chords: ['shift+f6'], whileTyping: true },
  { id: 'sidebar', scope: 'everywhere', chords: ['mod+\\'], whileTyping: true, inPalette: true },
  { id: 'theme', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'density', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'relative', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'customerValue', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'letters', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'signOut', scope: 'everywhere', chords: [], inPalette: true },
  { id: 'next', scope: 'list', chords: ['j', 'down'] },
  { id: 'previous', scope: 'list', chords: ['k', 'up'] },
  { id: 'open', scope: 'list', chords: ['enter', 'o'] },
  { id: 'peek', scope: 'list', chords: ['space'] },
  { id: 'nextSection', scope: 'list', chords: ['mod+down'] },
  { id: 'previousSection', scope: 'list', chords: ['mod+up'] },
  { id: 'filter', scope: 'list', chords: ['f'], inPalette: true },
  { id: 'claimRow', scope: 'list', chords: ['i'], inPalette: true },
  { id: 'nextCase', scope: 'case', chords: ['j'], inPalette: true },
  { id: 'previousCase', scope: 'case', chords: ['k'], inPalette: true },
  { id: 'back', scope: 'case', chords: ['u', 'escape'] },
  { id: 'reply', scope: 'case', chords: ['r'], inPalette: true },
  { id: 'note', scope: 'case', chords: ['n'], inPalette: true },
  { id: 'claim', scope: 'case', chords: ['i'], inPalette: true },
  { id: 'unclaim', scope: 'case', chords: [], inPalette: true },
  { id: 'assign', scope: 'case', chords: ['a'], inPalette: true },
  { id: 'promise', scope: 'case', chords: ['p'] },
  { id: 'movePromise', scope: 'case', chords: [], inPalette: true },
  { id: 'pausePromise', scope: 'case', chords: [], inPalette: true },
  { id: 'resumePromise', scope: 'case', chords: [], inPalette: true },
  { id: 'releasePromise', scope: 'case', chords: [], inPalette: true },
  { id: 'extraPromise', scope: 'case', chords: [], inPalette: true },
  { id: 'whyOffered', scope: 'case', chords: [], inPalette: true },
  { id: 'whyNot', scope: 'case', chords: [], inPalette: true },
  { id: 'promiseHistory', scope: 'case', chords: [], inPalette: true },
  { id: 'recordCall', scope: 'case', chords: [], inPalette: true },
  { id: 'raiseEmergency', scope: 'case', chords: [], inPalette: true },
  { id: 'confirmEmergency', scope: 'case', chords: [], inPalette: true },
  { id: 'notEmergency', scope: 'case', chords: [], inPalette: true },
  { id: 'emergencyOver', scope: 'case', chords: [], inPalette: true },
  { id: 'sendHelp', scope: 'case', chords: [], inPalette: true },
  { id: 'helpArrived', scope: 'case', chords: [], inPalette: true },
  { id: 'asideCase', scope: 'case', chords: [], inPalette: true },
  { id: 'takeBack', scope: 'case', chords: [], inPalette: true },
  { id: 'copyLink', scope: 'case', chords: ['y'], inPalette: true },
  { id: 'panel', scope: 'case', chords: ['mod+.'], whileTyping: true, inPalette: true },
  { id: 'send', scope: 'composer', chords: ['mod+enter'], whileTyping: true },
]

/** The row of a command; an id that has none is a mistake of ours. */
export function commandOf(id: string): Command {
  const found = commands.find((command) => command.id === id)
  if (!found) throw new Error(`no command ${id}`)
  return found
}

/** Whether a chord is typed without Ctrl, so that the letters setting and typing rule it out (WCAG 2.1.4). */
export function isLetterKey(chord: string): boolean {
  return chord.split(' ').some((step) => /^(shift\+)?[a-z/?]$/.test(step))
}

/** A chord as read on a key cap: `Ctrl K`, `G then I`, `Shift F6`. */
export function capOf(chord: string, isMac: boolean): string {
  return chord
    .split(' ')
    .map((step) =>
      step
        .split('+')
        .map((part) => capName(part, isMac))
        .join(' '),
    )
    .join(' then ')
}

const caps: Record<string, string> = { shift: 'Shift', enter: 'Enter', escape: 'Esc', space: 'Space', down: '↓', up: '↑' }

function capName(part: string, isMac: boolean): string {
  if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
  return caps[part] ?? (part.length > 2 ? part : part.toUpperCase())
}

/** The chord in the notation of `aria-keyshortcuts`; undefined for a command without keys. */
export function ariaKeys(id: string, isMac: boolean): string | undefined {
  const chords = commandOf(id).chords.filter((chord) => !chord.includes(' '))
  return (
    chords
      .map((chord) =>
        chord
          .split('+')
          .map((part) => ariaName(part, isMac))
          .join('+'),
      )
      .join(' ') || undefined
  )
}

const arias: Record<string, string> = {
  shift: 'Shift',
  enter: 'Enter',
  escape: 'Escape',
  space: 'Space',
  down: 'ArrowDown',
  up: 'ArrowUp',
  f1: 'F1',
  f6: 'F6',
}

function ariaName(part: string, isMac: boolean): string {
  if (part === 'mod') return isMac ? 'Meta' : 'Control'
  return arias[part] ?? part.toUpperCase()
}
