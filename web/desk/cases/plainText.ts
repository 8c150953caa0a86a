/** A stretch of a plain message: words, or an address that may be followed. */
export type Stretch = { text: string; href: string | null }

const address = /https?:\/\/[^\s<>"]+/g
const maxLinks = 200

/** Cuts a text into words and web addresses; marks at an address's end stay words. Linear in the text, at most 200 links. */
export function stretchesOf(text: string): Stretch[] {
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
