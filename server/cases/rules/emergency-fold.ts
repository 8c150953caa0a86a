/** What a character is to these rules: no part of a word, or one that leaves no trace in it. */
export const BREAK = 0
export const NOTHING = 1

/** Beyond these no letter of the five languages stands. */
const tables = [
  [0x30, 0x24f],
  [0x300, 0x36f],
  [0x400, 0x52f],
  [0x1e00, 0x1eff],
] as const

const special: Record<string, string> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o', є: 'е', ґ: 'г', ё: 'е', ы: 'и', э: 'е' }
const silent = "'\u2019\u02bc\u2018`\u00b4\u00ad\u200b\u200c\u200d\u2060"

/**
 * The letter that a UTF-16 unit counts as: without case, diacritics and the dots of Turkish i; apostrophes inside a word leave no trace, so
 * that "can't" is "cant" and "м'ята" "мята". One unit gives one letter, so that places in the text stay what they are.
 */
export const folded: Uint16Array = makeTable()

/** A word as patterns know it. */
export function fold(word: string): string {
  return [...word.normalize('NFC')]
    .map((letter) => folded[letter.charCodeAt(0)] ?? BREAK)
    .filter((code) => code > NOTHING)
    .map((code) => String.fromCharCode(code))
    .join('')
}

function makeTable(): Uint16Array {
  const table = new Uint16Array(0x10000)
  for (const [from, to] of tables) for (let code = from; code <= to; code++) table[code] = foldOne(String.fromCharCode(code))
  for (const sign of silent) table[sign.charCodeAt(0)] = NOTHING
  return table
}

function foldOne(sign: string): number {
  if (/\p{M}/u.test(sign)) return NOTHING
  if (!/[\p{L}\p{N}]/u.test(sign)) return BREAK
  const bare = sign.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return (special[bare] ?? bare).charCodeAt(0)
}
