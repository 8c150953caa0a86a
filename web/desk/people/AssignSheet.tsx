import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { Face } from '../kit/states.tsx'
import { Icon } from '../kit/icons.tsx'
import { usePerson } from './me.ts'

/** Whom a case may go to: a person or a team's queue. */
export type Heir = { staffId: string } | { teamId: string }

/** The people and queues a case can be handed to, by name; the one who has it is left out. */
export function useHeirs(ownerId: string): { id: string; label: string; heir: Heir; isTeam: boolean }[] {
  const { staff, teams } = usePerson()
  const people = staff.map((person) => ({ id: person.id, label: person.name, heir: { staffId: person.id }, isTeam: false }))
  const queues = teams.map((team) => ({
    id: team.id,
    label: t('desk.assign.queue', { team: team.name }),
    heir: { teamId: team.id },
    isTeam: true,
  }))
  return [...people, ...queues].filter((entry) => entry.id !== ownerId)
}

/** Hands a case to a person or a queue; typing narrows the names. */
export function AssignSheet({
  open,
  onClose,
  ownerId,
  onChoose,
}: {
  open: boolean
  onClose: () => void
  ownerId: string
  onChoose: (heir: Heir, name: string) => void
}): ReactNode {
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.assign.title')}>
      <Heirs
        ownerId={ownerId}
        onChoose={(heir, name) => {
          onClose()
          onChoose(heir, name)
        }}
      />
    </Sheet>
  )
}

function Heirs({ ownerId, onChoose }: { ownerId: string; onChoose: (heir: Heir, name: string) => void }): ReactNode {
  const [words, setWords] = useState('')
  const heirs = useHeirs(ownerId).filter(({ label }) => label.toLocaleLowerCase('en').includes(words.trim().toLocaleLowerCase('en')))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (heirs[0]) onChoose(heirs[0].heir, heirs[0].label)
      }}
    >
      <input
        className="field mb-3"
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder={t('desk.assign.search')}
        aria-label={t('desk.assign.search')}
      />
      <ul className="flex max-h-80 flex-col overflow-y-auto">
        {heirs.map(({ id, label, heir, isTeam }) => (
          <li key={id}>
            <button type="button" className="button quiet w-full justify-start gap-3" onClick={() => onChoose(heir, label)}>
              {isTeam ? (
                <span className="flex w-7 justify-center">
                  <Icon name="people" />
                </span>
              ) : (
                <Face name={label} />
              )}
              {label}
            </button>
          </li>
        ))}
        {heirs.length === 0 ? <li className="px-2 py-4 text-ink-2">{t('desk.assign.nobody')}</li> : null}
      </ul>
    </form>
  )
}
