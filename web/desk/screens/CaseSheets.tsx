import type { FormEvent, ReactNode } from 'react'
import type { Case } from '../cases/queries.ts'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { AssignSheet } from '../people/AssignSheet.tsx'
import type { PromiseRow } from '../promises/clock.ts'
import { MoveSheet } from '../promises/MoveSheet.tsx'
import { AttemptSheet, PauseSheet, ReleaseSheet } from '../promises/PromiseSheets.tsx'
import type { useCaseDeeds } from './caseDeeds.ts'

interface SheetsProps {
  id: string
  view: Case
  promise: PromiseRow | null
  deeds: ReturnType<typeof useCaseDeeds>
  now: number
  zone: string
}

/** The dialogs of a case; one at a time. */
export function CaseSheets({ view, promise, deeds, now, zone }: SheetsProps): ReactNode {
  const { sheet } = deeds
  const close = () => deeds.openSheet(null)
  const own = promise ? { onClose: close, onDone: deeds.done, promiseId: promise.id } : null
  return (
    <>
      <AssignSheet open={sheet === 'assign'} onClose={close} ownerId={view.owner.id} onChoose={deeds.assign} />
      <AsideSheet open={sheet === 'aside'} onClose={close} onDo={deeds.setAside} />
      {promise ? (
        <MoveSheet open={sheet === 'move'} onClose={close} onDone={deeds.done} caseId={view.id} promise={promise} zone={zone} now={now} />
      ) : null}
      {own ? <PauseSheet open={sheet === 'pause'} {...own} /> : null}
      {own ? <ReleaseSheet open={sheet === 'release'} {...own} /> : null}
      {own && promise ? (
        <AttemptSheet open={sheet === 'call'} {...own} phone={view.customer.phone} attempts={promise.attempts.length} />
      ) : null}
    </>
  )
}

function AsideSheet({ open, onClose, onDo }: { open: boolean; onClose: () => void; onDo: (reason: string) => void }): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onClose()
    onDo(String(new FormData(event.currentTarget).get('reason') ?? '').trim())
  }
  return (
    <Sheet open={open} onClose={onClose} title={t('desk.aside.title')} lead={t('desk.aside.lead')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.aside.reason')}
          <input name="reason" className="field" maxLength={300} />
        </label>
        <button type="submit" className="button primary self-start">
          {t('desk.aside.go')}
        </button>
      </form>
    </Sheet>
  )
}
