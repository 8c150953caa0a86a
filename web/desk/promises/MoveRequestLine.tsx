import type { ReactNode } from 'react'
import type { Wire } from '../client.ts'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { say, t } from '../kit/language.ts'
import { whenWords } from '../kit/time.ts'

/** A new time the customer was asked about and has not answered. */
export type MoveRequest = Wire<{ id: string; promiseId: string; sentence: string; reason: string; askedAt: Date }>

interface LineProps {
  request: MoveRequest
  zone: string
  now: number
  onWithdraw: (() => void) | null
}

/** What waits for the customer's word: the old time stands meanwhile. */
export function MoveRequestLine({ request, zone, now, onWithdraw }: LineProps): ReactNode {
  const when = say(whenWords(Date.parse(request.askedAt), now, zone))
  return (
    <div data-promise="offered" className="mt-2.5 flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line pt-2.5">
      <span className="pt-0.5 text-ink-3">
        <PromiseShape state="offered" />
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p>{t('desk.request.asked', { when })}</p>
        <p className="promise-small text-base!">{request.sentence}</p>
        <p className="text-xs text-ink-3">{t('desk.promise.reason', { reason: request.reason })}</p>
      </div>
      {onWithdraw ? (
        <button type="button" className="button small" onClick={onWithdraw}>
          {t('desk.request.withdraw')}
        </button>
      ) : null}
    </div>
  )
}
