import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../../client.ts'
import { Alert } from '../../kit/Alert.tsx'
import { t } from '../../kit/language.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import { useRefreshAgreements } from './queries.ts'
import type { Agreed, Version } from './queries.ts'

type Deed = 'sign' | 'decline' | 'end'
const nouns = { sign: 'signature', decline: 'rejection', end: 'end' } as const

interface DeedsProps {
  agreement: Agreed
  shown: Version
  holds: Version | undefined
  onPropose: () => void
}

/** What can be said of an agreement, each behind a question that names what it means. */
export function Deeds({ agreement, shown, holds, onPropose }: DeedsProps): ReactNode {
  const [deed, setDeed] = useState<Deed | null>(null)
  const { may } = agreement
  const ending = holds ?? agreement.versions.find(({ state }) => state === 'signed')
  const offered: [Deed, boolean][] = [
    ['sign', may.sign],
    ['decline', may.decline],
    ['end', may.end && ending !== undefined && !ending.ended],
  ]
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {offered.map(([name, isOffered]) =>
        isOffered ? (
          <button key={name} type="button" className={`button small ${name === 'sign' ? 'primary' : ''}`} onClick={() => setDeed(name)}>
            {t(`desk.agreement.deed.${name}`)}
          </button>
        ) : null,
      )}
      {may.propose ? (
        <button type="button" className="button small" onClick={onPropose}>
          {t('desk.agreement.change_terms')}
        </button>
      ) : null}
      {deed ? (
        <Confirm deed={deed} agreement={agreement} version={deed === 'end' && ending ? ending : shown} onClose={() => setDeed(null)} />
      ) : null}
    </div>
  )
}

function Confirm({
  deed,
  agreement,
  version,
  onClose,
}: {
  deed: Deed
  agreement: Agreed
  version: Version
  onClose: () => void
}): ReactNode {
  const refresh = useRefreshAgreements()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const body = { version: version.version, ...(deed !== 'sign' && { reason }) }
    call(`/agreements/${agreement.id}/${nouns[deed]}`, { method: 'PUT', body })
      .then(() => {
        onClose()
        sayDone(t(`desk.agreement.done.${deed}`))
      })
      .catch(setError)
      .finally(() => {
        setBusy(false)
        void refresh()
      })
  }
  const means = { version: version.version, days: version.terms.noticeDays }
  return (
    <Sheet open onClose={onClose} title={t(`desk.agreement.deed.${deed}`)} lead={t(`desk.agreement.means.${deed}`, means)}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error ? <Alert>{refusalText(error)}</Alert> : null}
        {deed === 'sign' ? null : (
          <label className="flex flex-col gap-1.5 font-medium">
            {t('desk.agreement.why')}
            <textarea
              className="field font-normal"
              rows={3}
              maxLength={500}
              required={deed === 'end'}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        <button type="submit" className="button primary self-start" disabled={busy}>
          {t(`desk.agreement.deed.${deed}`)}
        </button>
      </form>
    </Sheet>
  )
}
