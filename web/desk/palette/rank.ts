/** How well words match a name or its synonyms: 3 at its start, 2 at a word's start, 1 inside, 0 not. Case is folded without a language, so that Turkish I finds i. */
export function rank(words: string, name: string, synonyms: string): number {
  const asked = fold(words)
  if (asked === '') return 1
  const own = fold(name)
  if (own.startsWith(asked)) return 3
  const whole = `${own} ${fold(synonyms)}`
  if (asked.split(' ').every((word) => ` ${whole}`.includes(` ${word}`))) return 2
  return whole.includes(asked) ? 1 : 0
}

/** Lower case without marks: İ, I, ı and i are one letter. */
export function fold(text: string): string {
  return text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').replace(/\s+/g, ' ')
}
