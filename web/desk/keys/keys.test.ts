import { describe, expect, test } from 'vitest'
import { chordOf } from './chord.ts'
import type { Press } from './chord.ts'
import { ariaKeys, capOf, commands, isLetterKey } from './keymap.ts'
import { decide, followers } from './layer.ts'

function press(key: string, code: string, more: Partial<Press> = {}): Press {
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, altGraph: false, ...more }
}

const altGrOnWindows = { ctrlKey: true, altKey: true, altGraph: true }

describe('a chord on any layout', () => {
  test.each([
    ['Ukrainian о on the J key', press('о', 'KeyJ'), 'j'],
    ['Ukrainian і on the S key', press('і', 'KeyS'), 's'],
    ['Ukrainian Ctrl+л is Ctrl+K', press('л', 'KeyK', { ctrlKey: true }), 'mod+k'],
    ['Ukrainian Shift+Ц', press('Ц', 'KeyW', { shiftKey: true }), 'shift+w'],
    ['Ukrainian . is the key of / and no command', press('.', 'Slash'), '.'],
    ['Ukrainian х on the bracket', press('х', 'BracketLeft'), null],
    ['Turkish dotless ı', press('ı', 'KeyI'), 'i'],
    ['Turkish dotted İ with Caps Lock', press('İ', 'Quote'), 'i'],
    ['Turkish i where a quote is', press('i', 'Quote'), 'i'],
    ['Turkish ş', press('ş', 'Semicolon'), null],
    ['Turkish ? is Shift with *', press('?', 'Minus', { shiftKey: true }), '?'],
    ['Turkish / is Shift+7', press('/', 'Digit7', { shiftKey: true }), '/'],
    ['Lithuanian ą on the digit row', press('ą', 'Digit1'), null],
    ['a bare digit', press('1', 'Digit1'), null],
    ['Lithuanian AltGr+/ types a mark', press('/', 'Slash', { altGraph: true }), '/'],
    ['Hungarian z where y is', press('z', 'KeyY'), 'z'],
    ['Hungarian ? is Shift+,', press('?', 'Comma', { shiftKey: true }), '?'],
    ['Hungarian é', press('é', 'Semicolon'), null],
    ['Hungarian AltGr+F types [', press('[', 'KeyF', altGrOnWindows), null],
    ['Hungarian AltGr+V types @', press('@', 'KeyV', altGrOnWindows), null],
    ['AltGr with a letter', press('e', 'KeyE', altGrOnWindows), null],
    ['AltGr reported without Ctrl', press('€', 'KeyE', { altGraph: true }), null],
    ['Alt with a letter', press('a', 'KeyA', { altKey: true }), null],
    ['Option types a sign on a Mac', press('å', 'KeyA', { altKey: true }), null],
    ["Ctrl+/ is the browser's", press('/', 'Slash', { ctrlKey: true }), null],
    ['Ctrl+. where the dot needs Shift', press(':', 'Period', { ctrlKey: true, shiftKey: false }), 'mod+.'],
    ['Cmd+Enter', press('Enter', 'Enter', { metaKey: true }), 'mod+enter'],
    ['Caps Lock', press('J', 'KeyJ'), 'j'],
  ])('%s', (_name, given, chord) => expect(chordOf(given)).toBe(chord))

  test('is nothing while an input method composes', () => {
    expect(chordOf(press('j', 'KeyJ', { isComposing: true }))).toBeNull()
    expect(chordOf(press('Process', 'KeyJ'))).toBeNull()
    expect(chordOf(press('Dead', 'Quote'))).toBeNull()
  })
})

const all = new Set(commands.map((command) => command.id))
const inList = new Set(commands.filter((command) => command.scope !== 'case').map((command) => command.id))
const quiet = { ready: inList, letters: true, isTyping: false, isInDialog: false }

describe('the layer', () => {
  test('runs a letter, waits for a sequence, forgets a wrong second key', () => {
    expect(decide('j', null, quiet)).toEqual({ run: 'next' })
    expect(decide('g', null, quiet)).toEqual({ wait: 'g' })
    expect(decide('i', 'g', quiet)).toEqual({ run: 'inbox' })
    expect(decide('x', 'g', quiet)).toBeNull()
    expect(followers('g', inList)).toEqual([
      { id: 'inbox', chord: 'i' },
      { id: 'customers', chord: 'u' },
      { id: 'record', chord: 'r' },
      { id: 'settings', chord: 's' },
    ])
  })

  test('leaves letters alone while typing, and in a dialog', () => {
    for (const chord of ['j', 'c', 'q', '/', '?', 'space', 'mod+z', 'g'])
      expect(decide(chord, null, { ...quiet, isTyping: true })).toBeNull()
    expect(decide('j', null, { ...quiet, isInDialog: true })).toBeNull()
    expect(decide('mod+k', null, { ...quiet, isTyping: true })).toEqual({ run: 'palette' })
    expect(decide('mod+enter', null, { ...quiet, isTyping: true })).toEqual({ run: 'send' })
  })

  test('keeps Ctrl chords, arrows and F keys when letters are switched off', () => {
    const off = { ...quiet, letters: false }
    for (const chord of ['j', 'c', 'q', '/', '?', 'g', 'o']) expect(decide(chord, null, off)).toBeNull()
    expect(decide('f1', null, off)).toEqual({ run: 'keys' })
    expect(decide('down', null, off)).toEqual({ run: 'next' })
    expect(decide('mod+k', null, off)).toEqual({ run: 'palette' })
  })

  test('does nothing for a command that cannot run here', () => {
    expect(decide('r', null, quiet)).toBeNull()
    expect(decide('r', null, { ...quiet, ready: all })).toEqual({ run: 'reply' })
  })
})

describe('the key map', () => {
  test('gives no chord two meanings in one scope', () => {
    for (const scope of ['list', 'case'] as const) {
      const chords = commands
        .filter((command) => command.scope === scope || command.scope === 'everywhere')
        .flatMap((command) => command.chords)
      expect(new Set(chords).size).toBe(chords.length)
    }
  })

  test("uses no Alt, no bare digit and none of the browser's own keys", () => {
    const taken = /^mod\+[ntwlfprs]$/
    for (const chord of commands.flatMap((command) => command.chords)) expect(/alt|^\d$/.test(chord) || taken.test(chord)).toBe(false)
  })

  test('shows the key that is bound', () => {
    expect(capOf('mod+k', false)).toBe('Ctrl K')
    expect(capOf('mod+k', true)).toBe('⌘ K')
    expect(capOf('g i', false)).toBe('G then I')
    expect(ariaKeys('next', false)).toBe('J ArrowDown')
    expect(ariaKeys('send', true)).toBe('Meta+Enter')
    expect(isLetterKey('g i') && isLetterKey('?') && !isLetterKey('mod+k') && !isLetterKey('f1')).toBe(true)
  })
})
