import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { emergencyKinds } from '#contract/emergency.ts'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'

interface RaiseProps {
  open: boolean
  onClose: () => void
  onDone: () => void
  caseId: string
}

/** A person says that somebody is in danger, with what they heard: the case comes first from then on. */
export function RaiseSheet({ open, onClose, onDone, caseId }: RaiseProps): ReactNode {
  const [error, setError] = useState<unknown>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const words = String(said.get('words') ?? '').trim()
    call(`/cases/${caseId}/emergency`, { method: 'PUT', body: { kind: said.get('kind'), ...(words && { words }) } }).then(() => {
      sayDone(t('desk.emergency.raise.done'))
      onDone()
      onClose()
    }, setError)
  }
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.emergency.raise.title')} lead={t('desk.emergency.raise.lead')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Trouble error={error} />
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.emergency.raise.kind')}
          <select name="kind" className="field" required defaultValue="">
            <option value="" disabled>
              {t('desk.emergency.raise.choose')}
            </option>
            {emergencyKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`desk.emergency.kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.emergency.raise.words')}
          <input name="words" className="field" maxLength={500} />
        </label>
        <button type="submit" className="button primary self-start">
          {t('desk.emergency.raise.go')}
        </button>
      </form>
    </Sheet>
  )
}
