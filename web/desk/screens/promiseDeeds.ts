import { useDeed } from '../cases/queries.ts'
import type { Case } from '../cases/queries.ts'
import { call } from '../client.ts'
import { useCommand } from '../keys/registry.ts'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { changeSettings } from '../kit/settings.ts'
import { sayDone } from '../kit/toast.tsx'
import { usePerson } from '../people/me.ts'
import type { OneDeeds } from '../promises/BesideLines.tsx'
import { leading, runningOf, runningOn, stateAt } from '../promises/clock.ts'
import type { PromiseRow } from '../promises/clock.ts'
import type { Extra } from '../promises/ExtraSheet.tsx'
import { plainSentence } from '../promises/PromiseHeader.tsx'
import type { OfferRow } from '../promises/PromiseList.tsx'
import type { Sheet } from './caseDeeds.ts'

/** Every deed on what is promised on a case, and its commands; `open` opens a dialog. */
export function usePromiseDeeds(id: string, view: Case, open: (sheet: Sheet) => void) {
  const { shop } = usePerson()
  const now = useNow()
  const resume = useDeed<PromiseRow>(id, {
    send: (promise) => call(`/promises/${promise.id}/pause`, { method: 'DELETE' }),
    onDone: () => sayDone(t('desk.resume.done')),
  })
  const withdraw = useDeed(id, {
    send: () => call(`/move-requests/${view.moveRequest?.id}`, { method: 'DELETE' }),
    expect: (before) => ({ ...before, moveRequest: null }),
    onDone: () => sayDone(t('desk.request.withdrawn')),
  })
  const why = (kind: 'offers' | 'promises', row: PromiseRow | OfferRow) =>
    open({ kind: 'why', asked: { kind, id: row.id, sentence: plainSentence(row, now, shop.zone) } })
  const may = (what: string) => view.may[what] === true
  const deeds: OneDeeds = {
    pause: may('pausePromise') ? (promise) => open({ kind: 'pause', promiseId: promise.id }) : null,
    resume: may('pausePromise') ? (promise) => resume.mutate(promise) : null,
    release: may('releasePromise') ? (promise) => open({ kind: 'release', promiseId: promise.id }) : null,
    why: (promise) => why('promises', promise),
  }
  usePromiseCommands(view, now, deeds, open)
  return {
    ...deeds,
    whyOffer: (offer: OfferRow) => why('offers', offer),
    withdraw: may('movePromise') ? () => withdraw.mutate() : null,
    free: freeExtras(view),
  }
}

function usePromiseCommands(view: Case, now: number, deeds: OneDeeds, open: (sheet: Sheet) => void): void {
  const may = (what: string) => view.may[what] === true
  const running = runningOf(view.promises)
  const answer = runningOn(view.promises, 'answer')
  const stopped = running.find(({ state }) => state === 'waiting')
  const counting = running.find(
    (promise) => promise.form !== 'call' && promise.form !== 'arrival' && ['agreed', 'at_risk'].includes(stateAt(promise, now)),
  )
  const about = (run: ((promise: PromiseRow) => void) | null, promise: PromiseRow | null | undefined) =>
    run && promise ? () => run(promise) : null
  const when = (isOn: boolean, run: () => void) => (isOn ? run : null)

  useCommand('promise', () => open({ kind: 'menu' }))
  useCommand('movePromise', may('movePromise') ? about(({ id }) => open({ kind: 'move', promiseId: id }), answer) : null)
  useCommand('pausePromise', about(deeds.pause, counting))
  useCommand('resumePromise', about(deeds.resume, stopped))
  useCommand('releasePromise', about(deeds.release, running[0]))
  useCommand('recordCall', may('recordCall') && answer?.form === 'call' ? () => open({ kind: 'call', promiseId: answer.id }) : null)
  useCommand(
    'extraPromise',
    when(may('promiseExtra') && freeExtras(view).length > 0, () => open({ kind: 'extra' })),
  )
  useCommand('whyOffered', about(deeds.why, leading(view.promises)))
  useCommand(
    'whyNot',
    when(may('answer'), () => open({ kind: 'whyNot' })),
  )
  useCommand('promiseHistory', when(view.promises.length > 0, showHistory))
}

/** What may still be promised beside the answer: one of each runs at a time. */
function freeExtras(view: Case): Extra[] {
  return (['update', 'resolution'] as const).filter((form) => runningOn(view.promises, form) === null)
}

function showHistory(): void {
  changeSettings({ panel: 'open' })
  requestAnimationFrame(() => document.getElementById('promises')?.focus())
}
