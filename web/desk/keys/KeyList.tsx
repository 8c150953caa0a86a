import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { capOf, commands } from './keymap.ts'
import type { Scope } from './keymap.ts'
import { isMac } from './KeyLayer.tsx'

const scopes: readonly Scope[] = ['everywhere', 'list', 'case', 'composer']

/** Every key that exists, by where it works, with a search. */
export function KeyList({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const [words, setWords] = useState('')
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.keys.title')} lead={t('desk.keys.lead')} wide>
      <input
        className="field mb-4"
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder={t('desk.keys.search')}
        aria-label={t('desk.keys.search')}
      />
      <div className="columns-1 gap-8 sm:columns-2">
        {scopes.map((scope) => (
          <Keys key={scope} scope={scope} words={words} />
        ))}
      </div>
    </Sheet>
  )
}

function Keys({ scope, words }: { scope: Scope; words: string }): ReactNode {
  const own = commands.filter((command) => command.scope === scope && command.chords.length > 0)
  const found = own.filter((command) => t(`desk.command.${command.id}`).toLocaleLowerCase('en').includes(words.toLocaleLowerCase('en')))
  if (found.length === 0) return null
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="panel-title mb-1">{t(`desk.keys.scope.${scope}`)}</h3>
      <dl>
        {found.map((command) => (
          <div key={command.id} className="flex items-baseline justify-between gap-4 border-b border-line py-1.5">
            <dt>{t(`desk.command.${command.id}`)}</dt>
            <dd className="flex flex-wrap justify-end gap-2">
              {command.chords.map((chord) => (
                <kbd key={chord} className="rounded-chip border border-line bg-canvas px-1.5 py-0.5">
                  {capOf(chord, isMac)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
