import {
  attributionLines,
  isDeviceLine,
  isDeviceLink,
  isHeaderBlock,
  isOriginalMark,
  isQuoted,
  isRuler,
  isSignatureMark,
} from './quote-marks.ts'

/** What a reader sees first of a text, and whether anything stands behind "show all". */
export type CutText = { shown: string; hasQuotedText: boolean }

/**
 * Cuts quoted mail, device lines and signatures off a reply. Works on lines in one pass, linear in the length of the text;
 * where the form is unclear, or nothing would remain, everything is shown.
 */
export function cutQuotes(text: string): CutText {
  const whole = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
  const lines = trimmed(whole)
  const kept = trimmed(withoutEnding(withoutQuote(lines)))
  if (kept.length === 0) return { shown: lines.join('\n'), hasQuotedText: false }
  return { shown: kept.join('\n'), hasQuotedText: kept.length < lines.length }
}

type Mark = { at: number; length: number; kind: 'attribution' | 'hard' }

function withoutQuote(lines: string[]): string[] {
  const mark = firstMark(lines)
  if (mark === null) return withoutTrailingQuote(lines)
  const top = trimmed(lines.slice(0, mark.at))
  const rest = trimmed(lines.slice(mark.at + mark.length))
  if (mark.kind === 'hard' || !isQuoted(rest[0] ?? '')) return top
  const answers = afterQuotes(rest)
  if (answers.below.length === 0 && !answers.between) return top
  if (isBlank(top) && !answers.between) return answers.below
  return [...top, ...answers.whole]
}

/** The first line from which on the text is somebody else's. */
function firstMark(lines: string[]): Mark | null {
  let fenced = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.startsWith('```')) fenced = !fenced
    if (fenced || line === '' || isQuoted(line)) continue
    if (isOriginalMark(line) || isDeviceLink(line) || isHeaderBlock(lines, at)) return { at, length: 1, kind: 'hard' }
    const length = attributionLines(lines, at)
    if (length > 0) return { at, length, kind: 'attribution' }
  }
  return null
}

/** What stands in and below a quoted block: wrapped lines of the quote do not count as answers. */
function afterQuotes(rest: string[]): { whole: string[]; below: string[]; between: boolean } {
  const lines = withoutEnding(rest)
  const quoted = lines.map((line) => isQuoted(line))
  const last = quoted.lastIndexOf(true)
  let between = false
  let gap = 0
  for (let at = 0; at < last; at++) {
    if (quoted[at] || lines[at] === '') gap = 0
    else gap = at > 0 && (gap > 0 || quoted[at - 1]) ? gap + 1 : 3
    if (gap >= 3) between = true
  }
  const below = trimmed(lines.slice(last + 1))
  return { whole: between && isBlank(below) ? lines.slice(0, lastAnswer(lines, quoted) + 1) : lines, below, between }
}

function lastAnswer(lines: string[], quoted: boolean[]): number {
  let at = lines.length - 1
  while (at >= 0 && (quoted[at] || lines[at] === '')) at--
  return at
}

function withoutTrailingQuote(lines: string[]): string[] {
  const ended = trimmed(withoutEnding(lines))
  let at = ended.length
  while (at > 0 && (isQuoted(ended[at - 1] ?? '') || ended[at - 1] === '')) at--
  return at === 0 ? ended : ended.slice(0, at)
}

/** Without the signature and the device lines below. */
function withoutEnding(lines: string[]): string[] {
  const cut = signatureStart(lines)
  let end = cut < 0 ? lines.length : cut
  while (end > 0 && (lines[end - 1] === '' || isDeviceLine(lines[end - 1] ?? '') || isRuler(lines[end - 1] ?? ''))) end--
  return end === 0 ? lines : lines.slice(0, end)
}

/** The longest ending that is still believed to be a signature, in lines. */
const SIGNATURE_LINES = 20

/** The first signature mark that has text above and a short rest below; -1 without one. */
function signatureStart(lines: string[]): number {
  const from = Math.max(1, lines.length - SIGNATURE_LINES)
  for (let at = from; at < lines.length; at++) {
    if (isSignatureMark(lines[at] ?? '')) return insideFence(lines, at) ? -1 : at
  }
  return -1
}

function insideFence(lines: string[], at: number): boolean {
  return lines.slice(0, at).filter((line) => line.startsWith('```')).length % 2 === 1
}

function trimmed(lines: string[]): string[] {
  let from = 0
  let to = lines.length
  while (from < to && lines[from] === '') from++
  while (to > from && lines[to - 1] === '') to--
  return lines.slice(from, to)
}

function isBlank(lines: string[]): boolean {
  return lines.every((line) => line === '')
}
