import { LIMITS } from './limits.ts'
import { DEVICE, LEAD, ORIGINAL, OTHER_LABELS, SENDER_LABELS, VERBS } from './quote-words.ts'

/** Whether a line is quoted: `>` first, or initials and `>` as some old programs write. */
export function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:[A-Z]{1,3})?>(?!:\s*$)/.test(line)
}

/** Whether a line is nothing but a ruler. */
export function isRuler(line: string): boolean {
  return /^\s*(?:[-_=*~—–]\s?){2,200}\s*$/.test(line)
}

/** Whether a line opens a signature: `-- `, a row of underscores or long dashes. */
export function isSignatureMark(line: string): boolean {
  return /^(?:--\s?|_{2,80}|[—–]{3,80})$/.test(line)
}

/** Whether a whole line is what a device or program adds below a text. */
export function isDeviceLine(line: string): boolean {
  return line.length <= 140 && DEVICE.test(line.trim())
}

/** Whether a line is the linked advertisement of a mobile program, below which only the quoted mail follows. */
export function isDeviceLink(line: string): boolean {
  return line.length <= 140 && /(?:Outlook|Yahoo|Gmail)\b.{0,30}<https?:\/\/\S+>\s*$/i.test(line) && isDeviceLine(line)
}

/** Whether a line says that the earlier or forwarded message begins here. */
export function isOriginalMark(line: string): boolean {
  if (line.length > 120) return false
  const words = line
    .replace(/[-_=*—–>:\s]+/g, ' ')
    .trim()
    .toLowerCase()
  if (!ORIGINAL.has(words)) return false
  return /^\W*[-_—–]{2,}/.test(line) || line.trimEnd().endsWith(':')
}

/** How many lines the attribution ("On ... X wrote:") starting at this line takes, 0 when it is none. */
export function attributionLines(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (first.length > LIMITS.attributionLength || !mayStart(first)) return 0
  const isDated = startsWithDate(first) || (LEAD.test(first.trimStart()) && /\d/.test(first))
  let text = ''
  for (let count = 1; count <= LIMITS.attributionLines; count++) {
    const line = lines[at + count - 1]
    if (line === undefined || line.trim() === '' || line.length > LIMITS.attributionLength) return 0
    if (count > 1 && isQuoted(line)) return 0
    if (count > 1 && !isDated && singleAttribution(line) && mayStart(line)) return 0
    text = `${text} ${line.trim()}`.trim()
    if (singleAttribution(text)) return count
  }
  return 0
}

/** Whether a header block of a quoted mail (From, Sent, To, Subject in twenty languages) starts at this line. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const label = labelOf(lines[at] ?? '')
  if (!SENDER_LABELS.has(label)) return false
  let others = 0
  for (let next = at + 1; next <= at + 7; next++) if (OTHER_LABELS.has(labelOf(lines[next] ?? ''))) others++
  return others >= 2
}

function singleAttribution(text: string): boolean {
  const ends = /[:：]\s*[-*_]*$/.test(text) || /-{2,}$/.test(text)
  if (!ends || text.length > LIMITS.attributionLength) return false
  const lower = text.toLowerCase()
  const isAddressed = /[^\s<>]@[^\s<>]/.test(text)
  const verb = VERBS.some((word) => lower.includes(word))
  if (!verb) return isAddressed && startsWithDate(text) && /[>)"]\s*:\s*$/.test(text)
  if (isAddressed) return true
  return hasTime(text) && VERBS.some((word) => lower.slice(-28).includes(word))
}

function mayStart(line: string): boolean {
  const text = line.trimStart().replace(/^[-*_\s]{1,8}/, '')
  return LEAD.test(text) || startsWithDate(text) || /[^\s<>]@[^\s<>]/.test(text) || /<\s*$/.test(text)
}

function startsWithDate(text: string): boolean {
  return /^\W{0,6}(?:[^\s\d]{1,14}\s+)?\d{1,4}[.,/\-\s]/.test(text)
}

function hasTime(text: string): boolean {
  return /\d{1,2}[:.]\d{2}|(?:19|20)\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}/.test(text)
}

function labelOf(line: string): string {
  const colon = line.slice(0, 40).search(/[:：]/)
  return colon < 0
    ? ''
    : line
        .slice(0, colon)
        .replace(/[*_\s\u00a0]+/g, ' ')
        .trim()
        .toLowerCase()
}
