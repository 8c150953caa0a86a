/** What was written after a command. */
export type Flags = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** The text of a flag; nothing where it is missing or empty. */
export function word(flags: Flags, name: string): string | undefined {
  const value = flags[name]
  return typeof value === 'string' && value ? value : undefined
}

/** The chance `--level` asks for, 0.9 unless said. */
export function levelOf(flags: Flags): number {
  const level = Number(word(flags, 'level') ?? 0.9)
  if (!(level > 0 && level < 1)) throw new Error('--level is a chance between 0 and 1, such as 0.9')
  return level
}
