import { LIMITS } from './limits.ts'

/** A name safe to show and to offer for download: no path, no hidden characters, bounded, never empty. */
export function safeFileName(name: string | null, type: string): string {
  const last = (name ?? '').slice(-LIMITS.fieldBytes).split(/[/\\]/).filter(Boolean).at(-1) ?? ''
  const visible = showHidden(last).replace(/^\.+/, '').trim()
  if (visible === '') return defaultName(type)
  return bounded(visible)
}

/** Control, bidi and zero-width characters as `[U+202E]`, so that a person sees what a program would obey. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (char) => {
    const code = char.codePointAt(0) ?? 0
    return code < 0x20 || code === 0x7f ? '_' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

/** Whether a text holds characters that reorder or hide what stands beside them. */
export function hasBidiControl(text: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/.test(text)
}

const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

function bounded(name: string): string {
  if (name.length <= LIMITS.fileNameLength) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  return name.slice(0, LIMITS.fileNameLength - ending.length).replace(/[\ud800-\udbff]$/, '') + ending
}

const ENDINGS: Record<string, string> = {
  'message/rfc822': 'message.eml',
  'text/html': 'message.html',
  'text/plain': 'message.txt',
  'text/calendar': 'invite.ics',
  'message/delivery-status': 'delivery-status.txt',
  'text/rfc822-headers': 'headers.txt',
  'message/feedback-report': 'feedback-report.txt',
}

function defaultName(type: string): string {
  const known = ENDINGS[type]
  if (known !== undefined) return known
  const [family = '', ending = ''] = type.split('/')
  return /^(?:image|audio|video)$/.test(family) && /^[a-z0-9]{2,5}$/.test(ending) ? `${family}.${ending}` : 'attachment'
}
