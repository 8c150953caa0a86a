import { setupI18n } from '@lingui/core'
import { messages } from '../../../locales/en/desk.po'

/** A sentence by its key, with what is put into it: what rules return, so that they need no catalogue. */
export interface Words {
  id: string
  values?: Record<string, string | number>
}

const catalogue = setupI18n({ locale: 'en', messages: { en: messages } })

/** The desk's words for a key of `locales/<language>/desk.po`. */
export function t(id: string, values?: Words['values']): string {
  return catalogue._(id, values)
}

/** The words of a key that comes from outside; `otherwise` when there are none. */
export function tOr(id: string, otherwise: string): string {
  return id in catalogue.messages ? catalogue._(id) : otherwise
}

/** The same for words that a rule chose. */
export function say(words: Words): string {
  return t(words.id, words.values)
}
