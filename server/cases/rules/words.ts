const subjectLength = 140
const snippetLength = 160

/** The need in the customer's words: the subject they gave, else the first line of what they wrote. */
export function subjectOf(subject: string | undefined, text: string): string {
  const given = squashed(subject ?? '') || squashed(text.split('\n').find((line) => line.trim()) ?? '')
  return cut(given, subjectLength)
}

/** The beginning of a message on one line. */
export const snippetOf = (text: string): string => cut(squashed(text.slice(0, 2_000)), snippetLength)

function squashed(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** Cuts between code points, at a space where one is near. */
function cut(text: string, length: number): string {
  const points = [...text]
  if (points.length <= length) return text
  const kept = points.slice(0, length - 1).join('')
  const space = kept.lastIndexOf(' ')
  return `${space > length * 0.7 ? kept.slice(0, space) : kept}…`
}
