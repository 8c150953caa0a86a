import { fold, type Token } from './tokens.ts'

/** Case endings of a name in the five languages, in Latin letters, at the end of whatever the name's stem is. */
const endings = new RegExp(
  `^(?:${[
    '|a|e|o|u|i|y|as|is|us|ys|es|os|aus|iaus|ies|s|io|iui|ui|ai|ei|iu|mi|imi|umi|oje|yje',
    'ou|oiu|iu|ieiu|om|em|iem|ovi|evi|ievi|ii|iu',
    'yla|yle|la|le|ya|ye|yi|yu|nin|nun|in|un|dan|den|tan|ten|da|de|ta|te',
    '[a-z]{0,2}(?:val|vel|al|el)|nak|nek|hoz|hez|hoz|tol|rol|ra|re|t|at|et|ot',
  ].join('|')})$`,
)
const vowels = /(?:as|is|us|ys|es|a|e|o|i|y|u)$/
const SHORTEST_STEM = 3

/** The one of the given names that a text speaks of, whatever the case ending and the alphabet; null for none, or for two of one name. */
export function personIn(
  tokens: readonly Token[],
  people: readonly string[],
): { person: string | null; spans: readonly [number, number][] } {
  const words = tokens.filter(({ kind }) => kind === 'word').map((token) => ({ token, latin: latin(token.word) }))
  const found = people.map((name) => ({ name, hits: hitsOf(name, words) })).filter(({ hits }) => hits.length > 0)
  const most = Math.max(0, ...found.map(({ hits }) => hits.length))
  const best = found.filter(({ hits }) => hits.length === most)
  const [only] = best
  return only && best.length === 1 ? { person: only.name, spans: only.hits } : { person: null, spans: [] }
}

/** Where a name stands: its first name, and any other name only beside it. */
function hitsOf(name: string, words: readonly { token: Token; latin: string }[]): [number, number][] {
  const [first = '', ...others] = name.split(/\s+/).map((part) => latin(fold(part)))
  const hits = words.filter((word) => isOf(first, word.latin))
  if (!hits.length) return []
  return [...hits, ...words.filter((word) => others.some((other) => isOf(other, word.latin)))].map(({ token }) => [token.start, token.end])
}

function isOf(name: string, word: string): boolean {
  if (name.length < 2 || word.length > name.length + 6) return false
  const stem = name.replace(vowels, '')
  const isWhole = name.length >= 2 && word.startsWith(name) && endings.test(word.slice(name.length))
  return isWhole || (stem.length >= SHORTEST_STEM && word.startsWith(stem) && endings.test(word.slice(stem.length)))
}

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  'а a|б b|в v|г h|д d|е e|є ie|ж zh|з z|и y|і i|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh|ц ts|ч ch|ш sh|щ shch|ь |ю iu|я ia|ы y|э e|ё e'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
)

/** Cyrillic in Latin letters, so that "Рутою" is Rūta. */
const latin = (word: string): string => word.replaceAll(/\p{Script=Cyrillic}/gu, (letter) => cyrillic[letter] ?? '')
