import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Conflict } from '../kit/Conflict.tsx'
import { Field, Select } from '../kit/Field.tsx'
import { focusFault } from '../kit/focusFault.ts'
import { t } from '../kit/language.ts'
import { faultOf, useSaving } from '../kit/saving.ts'
import { Trouble } from '../kit/Trouble.tsx'

/** What an organisation and a project have in common: a name, and a person of ours who stands behind it. */
export interface Named {
  name: string
  namedPerson: { id: string; name: string } | null
  active?: boolean
  version: number
}

/** What of it a person may say. */
export interface NamedDraft {
  name: string
  namedPersonId: string
  active: boolean
}

interface FormProps<Kept extends Named> {
  /** Null for a new one. */
  base: Kept | null
  people: readonly { id: string; name: string }[]
  /** The label of its name, of the person's, and of the button that saves. */
  words: { name: string; namedPerson: string; nobody: string; go: string }
  /** The switch that lets it rest, where it can. */
  rests?: string
  send: (draft: NamedDraft, version: number | undefined, key: string) => Promise<unknown>
  reread: () => Promise<Kept | null>
  /** Refusals that are about the name. */
  nameCodes?: readonly string[]
  onDirty: (isDirty: boolean) => void
  onDone: (name: string) => void
}

const draftOf = (it: Named | null): NamedDraft => ({
  name: it?.name ?? '',
  namedPersonId: it?.namedPerson?.id ?? '',
  active: it?.active ?? true,
})

/** Changes a name and its person against the version that was read; two who save are asked. */
export function NamedForm<Kept extends Named>({
  base,
  people,
  words,
  rests,
  send,
  reread,
  nameCodes = [],
  onDirty,
  onDone,
}: FormProps<Kept>): ReactNode {
  const [draft, setDraft] = useState(() => draftOf(base))
  const [isChecked, setChecked] = useState(false)
  const saving = useSaving<Kept>({
    base,
    send: (version, key) => send({ ...draft, name: draft.name.trim() }, version, key),
    reread,
    stale: 'customers.changed_meanwhile',
    onDone: () => onDone(draft.name.trim()),
  })
  const set = (next: NamedDraft) => {
    setDraft(next)
    onDirty(JSON.stringify(next) !== JSON.stringify(draftOf(saving.known)))
  }
  const nameFault = isChecked && draft.name.trim() === '' ? t('desk.organisation.needsName') : faultOf(saving.error, 'name', nameCodes)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (draft.name.trim() !== '') saving.save()
    else focusFault()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Trouble error={nameFault ? null : saving.error} />
      <Field label={words.name} value={draft.name} onChange={(name) => set({ ...draft, name })} maxLength={500} fault={nameFault} />
      <Select
        label={words.namedPerson}
        value={draft.namedPersonId}
        onChange={(namedPersonId) => set({ ...draft, namedPersonId })}
        choices={people}
        none={words.nobody}
      />
      {rests ? (
        <label className="flex min-h-7 items-start gap-2.5">
          <input
            type="checkbox"
            className="mt-0.5 size-4 flex-none accent-ink"
            checked={!draft.active}
            onChange={(event) => set({ ...draft, active: !event.target.checked })}
          />
          {rests}
        </label>
      ) : null}
      {saving.theirs ? (
        <Conflict theirs={savedWords(saving.theirs)} onMine={saving.save} onTheirs={() => set(draftOf(saving.takeTheirs()))} />
      ) : (
        <button type="submit" className="button primary self-start" disabled={saving.busy}>
          {words.go}
        </button>
      )}
    </form>
  )
}

function savedWords({ name, namedPerson, active }: Named): string {
  return t('desk.organisation.saved', {
    name,
    person: namedPerson?.name ?? t('desk.organisation.nobody'),
    state: active === false ? 'rests' : 'runs',
  })
}
