/** What the key layer reads of a keyboard event. */
export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing: boolean
  /** AltGr is held: Windows reports it as Ctrl with Alt as well. */
  altGraph: boolean
}

const named: Record<string, string> = {
  ' ': 'space',
  Enter: 'enter',
  Escape: 'escape',
  ArrowDown: 'down',
  ArrowUp: 'up',
  F1: 'f1',
  F6: 'f6',
  '.': '.',
  '\\': '\\',
}

/**
 * The chord a press means on any layout, such as `j`, `shift+j`, `mod+k`, `mod+enter`, `?`; null when it means none.
 * Letters go by what is produced, else by where the key is; `?` and `/` only by what is produced; Alt and AltGr type, so they never command.
 */
export function chordOf(press: Press): string | null {
  if (press.isComposing || press.key === 'Process' || press.key === 'Dead' || press.key === 'Unidentified') return null
  if (press.key === '?' || press.key === '/') return isMark(press) ? press.key : null
  if (press.altKey || press.altGraph) return null
  const name = named[press.key] ?? byPlace(press) ?? letterOf(press)
  if (!name) return null
  const mod = press.ctrlKey || press.metaKey ? 'mod+' : ''
  return `${mod}${press.shiftKey ? 'shift+' : ''}${name}`
}

/** A mark is a mark with Shift or AltGr, as the layout needs; with Ctrl or Cmd alone it is the browser's. */
function isMark(press: Press): boolean {
  return !press.metaKey && press.ctrlKey === press.altKey
}

/** The Latin letter a press stands for: Turkish ı and İ are i; a Cyrillic letter is the key it sits on. */
function letterOf(press: Press): string | null {
  if (press.key === 'ı' || press.key === 'İ') return 'i'
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase()
  const isForeignLetter = press.key.length === 1 && press.key.charCodeAt(0) > 127
  return isForeignLetter ? (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? null) : null
}

/** Ctrl with a mark: where a layout needs Shift or AltGr for it, the place of the key counts. */
function byPlace(press: Press): string | null {
  if (!press.ctrlKey && !press.metaKey) return null
  if (press.code === 'Period') return '.'
  return press.code === 'Backslash' || press.code === 'IntlBackslash' ? '\\' : null
}

/** The press of a browser's keyboard event. */
export function pressOf(event: KeyboardEvent): Press {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  return { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing: event.isComposing, altGraph: event.getModifierState('AltGraph') }
}
