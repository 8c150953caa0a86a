/** A stretch of a plain message: words, an address that may be followed, or words that are marked. */
export type Stretch = { text: string; href: string | null; isMarked?: boolean }

/** A place in a text, in UTF-16 units. */
export type Mark = { from: number; to: number }

const address = /https?:\/\/[^\s<>"]+/g
const maxLinks = 200

/** Cuts a text into words, web addresses and marked words. Linear in the text, at most 200 links between two marks. */
export function stretchesOf(text: string, marks: readonly Mark[] = []): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const { from, to } of marks.toSorted((a, b) => a.from - b.from)) {
    if (from < at || to > text.length) continue
    stretches.push(...linksIn(text.slice(at, from)), { text: text.slice(from, to), href: null, isMarked: true })
    at = to
  }
  return [...stretches, ...linksIn(text.slice(at))]
}

/** Words and addresses; marks at an address's end stay words. */
function linksIn(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    if (stretches.length >= maxLinks * 2) break
    const href = withoutEnd(match[0])
    if (match.index > from) stretches.push({ text: text.slice(from, match.index), href: null })
    stretches.push({ text: href, href: URL.canParse(href) ? href : null })
    from = match.index + href.length
  }
  if (from < text.length) stretches.push({ text: text.slice(from), href: null })
  return stretches
}

function withoutEnd(href: string): string {
  let end = href.length
  while (end > 0 && '.,;:!?)]}\'"'.includes(href[end - 1] ?? '')) end -= 1
  return href.slice(0, end)
}
