import type { Language } from '#contract/wire.ts'

export interface T {
  (key: string, values?: Record<string, string | number>): string
  language: Language
}

export function translator(language: Language): T {
  return Object.assign((key: string) => key, { language })
}
