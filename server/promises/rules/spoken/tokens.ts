/** A word or a figure of a text, where it stood, and what parts it from what stood before. */
export type Token = {
  readonly kind: 'word' | 'number' | 'clock' | 'dotted' | 'date' | 'noise'
  readonly text: string
  /** Folded letters of a word. */
  readonly word: string
  /** The figures, in the order they stand. */
  readonly figures: readonly number[]
  readonly start: number
  readonly end: number
  /** Stands at its neighbour with nothing, an apostrophe or a hyphen between: 10'da, 10-kor, 5pm. */
  readonly isGlued: boolean
  /** Parted from its neighbour by a dash: 10-12. */
  readonly isDashed: boolean
}

const kinds = ['date', 'noise', 'clock', 'dotted', 'number', 'word'] as const
const pattern = new RegExp(
  [
    /(\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}(?!\d)\.?|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?![\d:]))/,
    /(\+?\d[\d ()-]{5,30}\d(?![\d:.])|\d{5,40})/,
    /(\d{1,2}:\d{2}(?!\d)|\d{1,2}h\d{2}(?!\d))/,
    /(\d{1,2}[./,]\d{1,2}(?!\d)\.?)/,
    /(\d{1,4})/,
    /(\p{L}[\p{L}\p{M}'’ʼ`]{0,60})/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

/** Words without case, marks and apostrophes: what is typed without them is the same. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M}'’ʼ`]/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ґ', 'г')

/** Parts a text into words and figures. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(pattern)) {
    const group = match.slice(1).findIndex((one) => one !== undefined)
    const [found, start] = [match[0], match.index]
    const kind = isPhone(found, kinds[group]) ? 'noise' : group === 1 ? null : (kinds[group] ?? 'noise')
    if (kind === null) tokens.push(...numbersIn(found, start, text, tokens.at(-1)))
    else tokens.push(tokenOf(kind, found, start, text, tokens.at(-1)))
  }
  return tokens
}

/** A long run of figures is a telephone number or the number of an order; a short one ("10 - 12 ") is numbers. */
const isPhone = (text: string, kind: string | undefined): boolean =>
  kind === 'noise' && text.replaceAll(/\D/g, '').length >= 7 && !/^\d{1,2} \d{1,2} \d{4}/.test(text)

function numbersIn(text: string, start: number, whole: string, before: Token | undefined): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(/\d+/g)) {
    const kind = match[0].length > 4 ? 'noise' : 'number'
    tokens.push(tokenOf(kind, match[0], start + match.index, whole, tokens.at(-1) ?? before))
  }
  return tokens
}

function tokenOf(kind: Token['kind'], text: string, start: number, whole: string, before: Token | undefined): Token {
  const between = before ? whole.slice(before.end, start) : ' '
  return {
    kind,
    text,
    word: kind === 'word' ? fold(text) : '',
    figures: kind === 'word' ? [] : [...text.matchAll(/\d+/g)].map(([figure]) => Number(figure)),
    start,
    end: start + text.length,
    isGlued: before !== undefined && before.kind !== 'word' && kind === 'word' && /^['’ʼ`-]?$/.test(between),
    isDashed: before !== undefined && before.kind !== 'word' && kind !== 'word' && /^\s?[-–—]\s?$/.test(between),
  }
}
