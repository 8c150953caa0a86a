import { compileMessage } from '@lingui/message-utils/compileMessage'
import PO from 'pofile'
import type { Plugin } from 'vite'

/** Compiles one PO file's ICU messages to the form the Lingui runtime reads; an untranslated message is left out. */
export function compilePo(source: string): Record<string, unknown> {
  const written = PO.parse(source).items.filter((item) => item.msgstr[0])
  return Object.fromEntries(written.map((item) => [item.msgid, compileMessage(item.msgstr[0] ?? '')]))
}

/** Lets the desk import `locales/<language>/desk.po` as a module that exports `messages`. */
export function catalogue(): Plugin {
  return {
    name: 'kept-catalogue',
    enforce: 'pre',
    transform(source, file) {
      if (!file.endsWith('.po')) return null
      return { code: `export const messages = ${JSON.stringify(compilePo(source))}`, map: null }
    },
  }
}
