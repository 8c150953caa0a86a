import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { t } from './language.ts'
import { Sheet } from './Sheet.tsx'

export interface Choice {
  id: string
  label: string
  side?: string
}

interface PickerProps {
  open: boolean
  onClose: () => void
  title: string
  choices: readonly Choice[]
  chosenId: string | null
  onChoose: (choice: Choice) => void
  /** The choice of none, in words. */
  none?: { label: string; onChoose: () => void }
  /** Where the choices are found by the server: hears what was typed. */
  onWords?: (words: string) => void
  empty: string
}

/** One of many, by name: typing narrows, Enter takes the first. */
export function Picker({ open, onClose, title, ...more }: PickerProps): ReactNode {
  return (
    <Sheet open={open} onClose={onClose} title={title}>
      <List onClose={onClose} title={title} {...more} />
    </Sheet>
  )
}

function List({ onClose, title, choices, chosenId, onChoose, none, onWords, empty }: Omit<PickerProps, 'open'>): ReactNode {
  const [words, setWords] = useState('')
  const id = useId()
  const asked = fold(words)
  const shown = onWords ? choices : choices.filter(({ label }) => fold(label).includes(asked))
  const take = (choice: Choice) => {
    onClose()
    onChoose(choice)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (shown[0]) take(shown[0])
      }}
    >
      <input
        className="field mb-3"
        type="search"
        value={words}
        onChange={(event) => {
          setWords(event.target.value)
          onWords?.(event.target.value.trim())
        }}
        aria-label={t('desk.picker.search', { what: title })}
        placeholder={t('desk.picker.words')}
        aria-controls={id}
      />
      <ul id={id} className="flex max-h-80 flex-col overflow-y-auto">
        {none && asked === '' ? (
          <Row isChosen={chosenId === null} onTake={() => (onClose(), none.onChoose())}>
            {none.label}
          </Row>
        ) : null}
        {shown.map((choice) => (
          <Row key={choice.id} isChosen={choice.id === chosenId} onTake={() => take(choice)}>
            <span className="min-w-0 flex-1 break-words">{choice.label}</span>
            {choice.side ? <span className="text-xs text-ink-3">{choice.side}</span> : null}
          </Row>
        ))}
        {shown.length === 0 ? <li className="px-2 py-4 text-ink-2">{empty}</li> : null}
      </ul>
    </form>
  )
}

function Row({ isChosen, onTake, children }: { isChosen: boolean; onTake: () => void; children: ReactNode }): ReactNode {
  return (
    <li>
      <button type="button" className="button quiet w-full justify-start gap-3" onClick={onTake} aria-pressed={isChosen}>
        <span className="w-4 flex-none">{isChosen ? <Icon name="check" size={16} /> : null}</span>
        {children}
      </button>
    </li>
  )
}

/** Small letters without marks, so that ruta finds Rūta. */
const fold = (text: string): string => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
