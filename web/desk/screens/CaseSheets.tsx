import { useRef } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Case } from '../cases/queries.ts'
import { RaiseSheet } from '../cases/RaiseSheet.tsx'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { AssignSheet } from '../people/AssignSheet.tsx'
import { AnotherTime } from '../promises/AnotherTime.tsx'
import { runningOn } from '../promises/clock.ts'
import { ExtraSheet } from '../promises/ExtraSheet.tsx'
import { HelpSheet } from '../promises/HelpSheet.tsx'
import { MoveSheet } from '../promises/MoveSheet.tsx'
import { plainSentence } from '../promises/PromiseHeader.tsx'
import { AttemptSheet, PauseSheet, ReleaseSheet } from '../promises/PromiseSheets.tsx'
import { WhySheet } from '../promises/WhySheet.tsx'
import type { useCaseDeeds } from './caseDeeds.ts'

interface SheetsProps {
  view: Case
  deeds: ReturnType<typeof useCaseDeeds>
  now: number
  zone: string
}

/** The dialogs of a case; one at a time. */
export function CaseSheets({ view, deeds, now, zone }: SheetsProps): ReactNode {
  const { sheet } = deeds
  const close = () => deeds.openSheet(null)
  const mayOverbook = view.may['overbook'] === true
  const place = { caseId: view.id, zone, now }
  return (
    <>
      <AssignSheet open={sheet?.kind === 'assign'} onClose={close} ownerId={view.owner.id} onChoose={deeds.assign} />
      <AsideSheet open={sheet?.kind === 'aside'} onClose={close} onDo={deeds.setAside} />
      <RaiseSheet open={sheet?.kind === 'raise'} onClose={close} onDone={deeds.done} caseId={view.id} />
      <HelpSheet
        open={sheet?.kind === 'help'}
        onClose={close}
        onDone={deeds.done}
        running={runningOn(view.promises, 'arrival')}
        {...place}
      />
      <OnePromise view={view} deeds={deeds} now={now} zone={zone} />
      <ExtraSheet open={sheet?.kind === 'extra'} onClose={close} onDone={deeds.done} free={deeds.promises.free} {...place} />
      <WhySheet asked={sheet?.kind === 'why' ? sheet.asked : null} onClose={close} zone={zone} now={now} />
      <Sheet open={sheet?.kind === 'whyNot'} onClose={close} title={t('desk.whyNot.title')} lead={t('desk.whyNot.lead')} wide>
        <AnotherTime mayOverbook={mayOverbook} onDone={() => (deeds.done(), close())} {...place} />
      </Sheet>
    </>
  )
}

/** The dialogs about one promise, which they keep while they close. */
function OnePromise({ view, deeds, now, zone }: SheetsProps): ReactNode {
  const { sheet } = deeds
  const latest = useRef('')
  if (sheet && 'promiseId' in sheet) latest.current = sheet.promiseId
  const promise = view.promises.find(({ id }) => id === latest.current)
  if (!promise) return null
  const own = { onClose: () => deeds.openSheet(null), onDone: deeds.done, promiseId: promise.id }
  const sentence = plainSentence(promise, now, zone)
  const customer = { name: view.customer.name || t('desk.nobodyNamed'), language: t(`desk.language.${view.language}`) }
  return (
    <>
      <MoveSheet
        open={sheet?.kind === 'move'}
        onClose={own.onClose}
        onDone={deeds.done}
        caseId={view.id}
        promise={promise}
        customer={customer}
        mayOverbook={view.may['overbook'] === true}
        zone={zone}
        now={now}
      />
      <PauseSheet open={sheet?.kind === 'pause'} {...own} sentence={sentence} />
      <ReleaseSheet open={sheet?.kind === 'release'} {...own} sentence={sentence} />
      <AttemptSheet open={sheet?.kind === 'call'} {...own} phone={view.customer.phone} attempts={promise.attempts.length} />
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
