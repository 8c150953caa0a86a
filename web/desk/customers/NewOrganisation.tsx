import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Organisation } from '#contract/organisations.ts'
import { call } from '../client.ts'
import { Field, Select } from '../kit/Field.tsx'
import { focusFault } from '../kit/focusFault.ts'
import { t } from '../kit/language.ts'
import { faultOf, useSaving } from '../kit/saving.ts'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import { useRefreshOrganisation } from './queries.ts'

interface NewProps {
  people: readonly { id: string; name: string }[]
  teams: readonly { id: string; name: string }[]
  onMade: (made: Organisation) => void
  onDirty: (isDirty: boolean) => void
  onDone: () => void
}

const kinds = ['company', 'department'] as const
const untouched = { name: '', kind: 'company' as (typeof kinds)[number], teamId: '', namedPersonId: '' }

/** A company we serve, or a department of our own with the team that it is. */
export function NewOrganisation({ people, teams, onMade, onDirty, onDone }: NewProps): ReactNode {
  const refresh = useRefreshOrganisation()
  const [draft, setDraft] = useState(untouched)
  const [isChecked, setChecked] = useState(false)
  const isDepartment = draft.kind === 'department'
  const { error, busy, save } = useSaving<Organisation>({
    base: null,
    send: async (_version, key) => {
      const { name, kind, teamId, namedPersonId } = draft
      const body = { name: name.trim(), kind, teamId: isDepartment ? teamId : null, namedPersonId: namedPersonId || null }
      const made = await call<Organisation>('/organisations', { method: 'POST', key, body })
      await refresh()
      onDone()
      sayDone(t('desk.organisation.added', { name: made.name }))
      onMade(made)
    },
    reread: () => Promise.resolve(null),
    stale: '',
    onDone: () => {},
  })
  const change = (next: Partial<typeof draft>) => {
    setDraft({ ...draft, ...next })
    onDirty(JSON.stringify({ ...draft, ...next }) !== JSON.stringify(untouched))
  }
  const faults = {
    name: isChecked && draft.name.trim() === '' ? t('desk.organisation.needsName') : faultOf(error, 'name'),
    teamId:
      isChecked && isDepartment && draft.teamId === ''
        ? t('desk.organisation.needsTeam')
        : faultOf(error, 'teamId', ['customers.department_taken', 'people.unknown_team']),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (draft.name.trim() !== '' && (!isDepartment || draft.teamId !== '')) save()
    else focusFault()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Trouble error={faults.teamId || faults.name ? null : error} />
      <Field
        label={t('desk.organisation.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={500}
        fault={faults.name}
      />
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 font-medium">{t('desk.organisation.kind')}</legend>
        {kinds.map((kind) => (
          <label key={kind} className="flex min-h-7 items-center gap-2.5">
            <input
              type="radio"
              name="kind"
              checked={draft.kind === kind}
              onChange={() => change({ kind })}
              className="size-4 flex-none accent-ink"
            />
            {t(`desk.organisation.kind.${kind}`)}
          </label>
        ))}
      </fieldset>
      {isDepartment ? (
        <Select
          label={t('desk.organisation.team')}
          value={draft.teamId}
          onChange={(teamId) => change({ teamId })}
          choices={teams}
          none={t('desk.organisation.chooseTeam')}
          fault={faults.teamId}
        />
      ) : null}
      <Select
        label={t('desk.organisation.namedPerson')}
        value={draft.namedPersonId}
        onChange={(namedPersonId) => change({ namedPersonId })}
        choices={people}
        none={t('desk.organisation.nobody')}
      />
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.organisation.add')}
      </button>
    </form>
  )
}
