import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { clockTime } from '../kit/time.ts'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import type { PromiseRow } from './clock.ts'
import { plainSentence } from './PromiseHeader.tsx'
import { useWhen, WhenFields } from './WhenFields.tsx'

interface HelpProps {
  open: boolean
  onClose: () => void
  onDone: () => void
  caseId: string
  /** Help that is on its way already: a new time takes its place. */
  running: PromiseRow | null
  zone: string
  now: number
}

/** Sends help: who comes and by when, as the customer reads it at once. */
export function HelpSheet({ open, onClose, running, ...props }: HelpProps): ReactNode {
  return (
    <Sheet open={open} onClose={onClose} title={t(running ? 'desk.help.title.again' : 'desk.help.title.first')} lead={t('desk.help.lead')}>
      <Inside onClose={onClose} running={running} {...props} />
    </Sheet>
  )
}

const minutesOf = [10, 15, 20, 30, 45, 60, 90] as const

function Inside({ onClose, onDone, caseId, running, zone, now }: Omit<HelpProps, 'open'>): ReactNode {
  const when = useWhen(zone, now)
  const [minutes, setMinutes] = useState<number | null>(null)
  const [isTyped, setTyped] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const atMs = isTyped ? when.atMs : minutes && wholeMinute(now) + minutes * minuteMs
    if (!atMs) return
    const reason = String(said.get('reason') ?? '').trim()
    const body = { who: String(said.get('who') ?? '').trim(), at: new Date(atMs).toISOString(), ...(reason && { reason }) }
    call<PromiseRow>(`/cases/${caseId}/help`, { method: 'PUT', body }).then((promise) => {
      sayDone(t('desk.help.done', { sentence: plainSentence(promise, now, zone) }))
      onDone()
      onClose()
    }, setError)
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-5">
      <Trouble error={error} />
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.help.who')}
        <input
          name="who"
          className="field"
          required
          maxLength={500}
          defaultValue={running?.who ?? ''}
          placeholder={t('desk.help.whoHint')}
        />
      </label>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t('desk.help.when')}</legend>
        <div className="flex flex-wrap gap-2">
          {minutesOf.map((each) => (
            <Pick key={each} isOn={!isTyped && minutes === each} onChoose={() => (setTyped(false), setMinutes(each))}>
              {t('desk.help.in', { minutes: each, time: clockTime(wholeMinute(now) + each * minuteMs, zone) })}
            </Pick>
          ))}
          <Pick isOn={isTyped} onChoose={() => setTyped(true)}>
            {t('desk.help.typed')}
          </Pick>
        </div>
        {isTyped ? (
          <div className="flex flex-wrap gap-3">
            <WhenFields when={when} zone={zone} now={now} />
          </div>
        ) : null}
      </fieldset>
      {running ? (
        <label className="flex flex-col gap-1.5 font-medium">
          {t('desk.help.reason')}
          <input name="reason" className="field" required maxLength={500} />
        </label>
      ) : null}
      <button type="submit" className="button primary self-start">
        {t('desk.help.go')}
      </button>
    </form>
  )
}

const minuteMs = 60_000

/** The next whole minute: what the customer reads is a time of a clock. */
const wholeMinute = (nowMs: number): number => Math.ceil(nowMs / minuteMs) * minuteMs

function Pick({ isOn, onChoose, children }: { isOn: boolean; onChoose: () => void; children: ReactNode }): ReactNode {
  return (
    <label className="inline-flex min-h-9 items-center gap-2 rounded-control border border-line px-2.5 has-checked:border-ink has-checked:font-medium">
      <input type="radio" name="in" checked={isOn} onChange={onChoose} required className="size-4 flex-none accent-ink" />
      <span className="num">{children}</span>
    </label>
  )
}
