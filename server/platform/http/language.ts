import type { FastifyRequest } from 'fastify'
import type { Language } from '#contract/wire.ts'

const known: readonly string[] = ['en', 'tr', 'uk', 'lt', 'hu']

/** The language a page or refusal is answered in: chosen (`?lang`, cookie), else the browser's first known one, else English. */
export function languageOf(request: FastifyRequest): Language {
  const query = request.query as { lang?: unknown } | undefined
  const wished = [query?.lang, request.cookies?.['lang'], ...acceptedLanguages(request.headers['accept-language'])]
  return (wished.find((language) => typeof language === 'string' && known.includes(language)) as Language | undefined) ?? 'en'
}

function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '').slice(0, 200).split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
}
