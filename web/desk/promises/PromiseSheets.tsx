import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../client.ts'
import { Alert } from '../kit/Alert.tsx'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { refusalText, sayDone } from '../kit/toast.tsx'

interface SheetProps {
  open: boolean
  onClose: () => void
  promiseId: string
  onDone: () => void
}

interface NamedProps extends SheetProps {
  /** The promise in words: of several on a case, which one it is. */
  sentence: string
}

/** Stops the clock by agreement: for what we wait is said to the customer. */
export function PauseSheet({ open, onClose, promiseId, onDone, sentence }: NamedProps): ReactNode {
  const [error, setError] = useState<unknown>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget).get('for') ?? '').trim()
    call(`/promises/${promiseId}/pause`, { method: 'PUT', body: { for: words } }).then(() => {
      sayDone(t('desk.pause.done'))
      onDone()
      onClose()
    }, setError)
  }
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.pause.title')} lead={<Named sentence={sentence}>{t('desk.pause.lead')}</Named>}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error ? <Alert>{refusalText(error)}</Alert> : null}
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.pause.for')}
          <input name="for" className="field" required maxLength={500} placeholder={t('desk.pause.place')} />
        </label>
        <button type="submit" className="button primary self-start">
          {t('desk.pause.go')}
        </button>
      </form>
    </Sheet>
  )
}

const outcomes = ['reached', 'no_answer', 'busy'] as const

/** Records a call made by hand; the second one missed leads to a message with a new choice. */
export function AttemptSheet({
  open,
  onClose,
  promiseId,
  onDone,
  phone,
  attempts,
}: SheetProps & { phone: string | null; attempts: number }): ReactNode {
  const [error, setError] = useState<unknown>(null)
  const record = (outcome: (typeof outcomes)[number]) =>
    call(`/promises/${promiseId}/attempts`, { method: 'POST', body: { outcome } }).then(() => {
      sayDone(t('desk.call.recorded'))
      onDone()
      onClose()
    }, setError)
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('desk.call.title', { nth: attempts + 1 })}
      lead={
        phone ? (
          <a className="link num text-base" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
            {phone}
          </a>
        ) : (
          t('desk.call.noPhone')
        )
      }
    >
      {error ? <Alert className="mb-4">{refusalText(error)}</Alert> : null}
      <div className="flex flex-wrap gap-2">
        {outcomes.map((outcome) => (
          <button key={outcome} type="button" className="button" onClick={() => void record(outcome)}>
            {t(`desk.call.${outcome}`)}
          </button>
        ))}
      </div>
    </Sheet>
  )
}

/** Asks before a promise is let go: it cannot be taken back, only given anew. */
export function ReleaseSheet({ open, onClose, promiseId, onDone, sentence }: NamedProps): ReactNode {
  const [error, setError] = useState<unknown>(null)
  const release = () =>
    call(`/promises/${promiseId}/release`, { method: 'PUT', body: {} }).then(() => {
      sayDone(t('desk.release.done'))
      onDone()
      onClose()
    }, setError)
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.release.title')} lead={<Named sentence={sentence}>{t('desk.release.lead')}</Named>}>
      {error ? <Alert className="mb-4">{refusalText(error)}</Alert> : null}
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button primary" onClick={() => void release()}>
          {t('desk.release.go')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('desk.release.keep')}
        </button>
      </div>
    </Sheet>
  )
}

function Named({ sentence, children }: { sentence: string; children: ReactNode }): ReactNode {
  return (
    <>
      <span className="promise-small mb-2 block">{sentence}</span>
      {children}
    </>
  )
}
