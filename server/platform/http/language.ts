import type { FastifyRequest } from 'fastify'
import type { Language } from '#contract/wire.ts'
import { acceptedLanguage, isLanguage } from '../i18n/index.ts'

/** The language a page or refusal is answered in: chosen (`?lang`, cookie), else the browser's best, else English. */
export function languageOf(request: FastifyRequest): Language {
  const query = request.query as { lang?: unknown } | undefined
  return [query?.lang, request.cookies?.['lang']].find(isLanguage) ?? acceptedLanguage(request.headers['accept-language']) ?? 'en'
}
