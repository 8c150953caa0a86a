import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../../client.ts'
import { Alert } from '../../kit/Alert.tsx'
import { dateIn } from '../../kit/dates.ts'
import { focusFault } from '../../kit/focusFault.ts'
import { say, t } from '../../kit/language.ts'
import { nowMs } from '../../kit/now.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import { workingDayMinutes } from '../menu/minutes.ts'
import { useChoices, useRefreshAgreements } from './queries.ts'
import type { Agreed } from './queries.ts'
import { ScopeFields } from './ScopeFields.tsx'
import { draftOf, readDraft } from './termDraft.ts'
import { TermFields } from './TermFields.tsx'
import { foremost } from './termLines.ts'

interface ProposeProps {
  isOpen: boolean
  onClose: () => void
  /** Whom it is with; empty where that is still to be chosen. */
  party: { organisationId?: string | undefined; customerId?: string | undefined }
  /** Null for a new agreement, else the one whose next version it is. */
  agreement: Agreed | null
  zone: string
}

/** Proposes a standing level, or other terms of one; whoever does so has signed for us. */
export function ProposeSheet({ isOpen, onClose, ...more }: ProposeProps): ReactNode {
  const title = t(more.agreement ? 'desk.agreement.change_terms' : 'desk.agreement.propose')
  return (
    <Sheet open={isOpen} onClose={onClose} title={title} lead={t('desk.agreement.lead')} wide>
      <Form onClose={onClose} {...more} />
    </Sheet>
  )
}

function Form({ party, agreement, zone, onClose }: Omit<ProposeProps, 'isOpen'>): ReactNode {
  const refresh = useRefreshAgreements()
  const [organisationId, setOrganisationId] = useState(party.organisationId ?? '')
  const [scope, setScope] = useState({ projectId: '', productId: '' })
  const [draft, setDraft] = useState(() => draftOf((agreement && foremost(agreement)?.terms) || null, dateIn(zone, nowMs()), say))
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const choices = useChoices(organisationId || undefined)
  const calendar = choices.calendars.find(({ id, teams }) => (draft.calendarId ? id === draft.calendarId : teams.length > 0))
  const { terms, faults } = readDraft(draft, workingDayMinutes(calendar?.week ?? []))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!terms) return focusFault()
    setBusy(true)
    setError(null)
    const whom = party.customerId ? { customerId: party.customerId } : { organisationId }
    const asked = agreement
      ? call(`/agreements/${agreement.id}/versions`, {
          method: 'POST',
          body: { answers: agreement.versions[0]?.version ?? 0, terms, note },
        })
      : call('/agreements', {
          method: 'POST',
          body: { ...whom, projectId: scope.projectId || null, productId: scope.productId || null, terms, note },
        })
    asked
      .then(() => {
        onClose()
        sayDone(t('desk.agreement.done.propose'))
      })
      .catch(setError)
      .finally(() => {
        setBusy(false)
        void refresh()
      })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error ? <Alert>{refusalText(error)}</Alert> : null}
      {agreement ? null : (
        <ScopeFields
          isPartyFixed={Boolean(party.organisationId ?? party.customerId)}
          organisationId={organisationId}
          onOrganisation={(id) => {
            setOrganisationId(id)
            setScope({ ...scope, projectId: '' })
          }}
          scope={scope}
          onScope={setScope}
          choices={choices}
        />
      )}
      <TermFields draft={draft} change={(change) => setDraft({ ...draft, ...change })} faults={isChecked ? faults : {}} choices={choices} />
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.agreement.noteLabel')}
        <textarea className="field font-normal" rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <button type="submit" className="button primary self-start" disabled={busy || !(organisationId || party.customerId)}>
        {t('desk.agreement.go')}
      </button>
    </form>
  )
}
