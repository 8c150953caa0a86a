import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { say, t } from '../kit/language.ts'
import { nowMs } from '../kit/now.ts'
import { spanWords, whenWords } from '../kit/time.ts'
import { MessageView } from './MessageView.tsx'
import type { MessageRow } from './MessageView.tsx'
import type { Mark } from './plainText.ts'
import type { Case } from './queries.ts'

interface ConversationProps {
  view: Case
  zone: string
  now: number
  delivery: (message: MessageRow) => ReactNode
  onUndo: (message: MessageRow) => void
}
type Side = 'all' | 'customer' | 'team'

const shows: Record<Side, (message: MessageRow) => boolean> = {
  all: () => true,
  customer: (message) => message.direction !== 'note',
  team: (message) => message.direction === 'note',
}

/** What was said, oldest first; notes are the team's. The newest stays in view while its reader is at the end. */
export function Conversation({ view, zone, now, delivery, onUndo }: ConversationProps): ReactNode {
  const [side, setSide] = useState<Side>('all')
  const messages = view.messages.filter(shows[side])
  const end = useStayAtEnd(view.id, messages.length)
  return (
    <section data-region="thread" aria-label={t('desk.region.thread')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center justify-end gap-1 px-4 pt-2" role="group" aria-label={t('desk.thread.show')}>
        <h2 className="panel-title me-auto">{t('desk.thread.title')}</h2>
        {(['all', 'customer', 'team'] as const).map((name) => (
          <button
            key={name}
            type="button"
            className={`button small ${side === name ? '' : 'quiet'}`}
            aria-pressed={side === name}
            onClick={() => setSide(name)}
          >
            {t(`desk.thread.${name}`)}
          </button>
        ))}
      </div>
      <div
        ref={end}
        tabIndex={0}
        aria-label={t('desk.thread.title')}
        role="group"
        className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 py-3"
      >
        <OwnView view={view} zone={zone} now={now} />
        {messages.length === 0 ? <p className="py-6 text-center text-ink-3">{t('desk.thread.none')}</p> : null}
        {messages.map((message) => (
          <MessageView
            key={message.id}
            message={message}
            triggers={triggersOf(view, message.id)}
            zone={zone}
            now={now}
            delivery={delivery(message)}
            pending={<Pending message={message} onUndo={onUndo} />}
          />
        ))}
      </div>
    </section>
  )
}

/** Where in a message the words stand that raised an emergency. */
function triggersOf({ emergency }: Case, messageId: string): Mark[] {
  const own = emergency?.triggers.filter((trigger) => trigger.messageId === messageId) ?? []
  return own.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]))
}

/** The customer's own view of it: what went wrong, what they expect, what would put it right. */
function OwnView({ view, zone, now }: { view: Case; zone: string; now: number }): ReactNode {
  const told = (['wentWrong', 'expects', 'wouldPutRight'] as const).filter((key) => view[key])
  if (told.length === 0 && !view.expectation) return null
  return (
    <dl
      className="grid gap-x-6 gap-y-2 rounded-control border border-line bg-surface px-4 py-3 sm:grid-cols-[max-content_1fr]"
      lang={view.language}
    >
      {told.map((key) => (
        <div key={key} className="contents">
          <dt className="text-xs text-ink-3" lang="en">
            {t(`desk.own.${key}`)}
          </dt>
          <dd className="whitespace-pre-wrap">{view[key]}</dd>
        </div>
      ))}
      {view.expectation ? <Gap expectation={view.expectation} zone={zone} now={now} /> : null}
    </dl>
  )
}

/** By when and how they expect it beside what we could, and how far apart the two were when they said so. */
function Gap({ expectation, zone, now }: { expectation: NonNullable<Case['expectation']>; zone: string; now: number }): ReactNode {
  const { by, byWords, form, able, openingGapMinutes: gap, askedFor } = expectation
  const when = (at: string) => say(whenWords(Date.parse(at), now, zone))
  const how = form ? t(`desk.expected.${form}`) : null
  const hour = by ? t('desk.expected.by', { time: when(by) }) : byWords ? t('desk.expected.words', { words: byWords }) : null
  const distance =
    gap === null ? null : gap === 0 ? t('desk.expected.inTime') : t('desk.expected.gap', { span: say(spanWords(gap * 60_000)) })
  const could = able && (by || form) ? [t(`desk.expected.able.${able.form}`, { time: when(able.at) }), distance] : []
  const rows: [string, string][] = [
    [t('desk.expected.title'), [hour, how].filter(Boolean).join(', ')],
    [t('desk.expected.could'), could.filter(Boolean).join(' ')],
    [t('desk.expected.got'), askedFor ? t(`desk.expected.${askedFor}`) : ''],
  ]
  return rows.map(([name, words]) =>
    words ? (
      <div key={name} className="contents" lang="en">
        <dt className="text-xs text-ink-3">{name}</dt>
        <dd>{words}</dd>
      </div>
    ) : null,
  )
}

/** The seconds in which words can still be called back. */
function Pending({ message, onUndo }: { message: MessageRow; onUndo: (message: MessageRow) => void }): ReactNode {
  const sendsMs = message.sendsAt ? Date.parse(message.sendsAt) : 0
  const [left, setLeft] = useState(() => sendsMs - nowMs())
  useEffect(() => {
    if (sendsMs <= nowMs()) return undefined
    const timer = setInterval(() => setLeft(sendsMs - nowMs()), 500)
    return () => clearInterval(timer)
  }, [sendsMs])
  // The server may have sent it while this clock still counts: then there is nothing left to call back.
  if (sendsMs === 0 || left <= 0) return null
  return (
    <p className="mt-3 flex items-center gap-3 border-t border-line pt-2 text-xs">
      <span className="num">{t('desk.message.sendsIn', { seconds: Math.ceil(left / 1000) })}</span>
      <button type="button" className="button small" onClick={() => onUndo(message)}>
        {t('desk.undo')}
      </button>
    </p>
  )
}

const settleMs = 1500

function useStayAtEnd(caseId: string, count: number) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef({ caseId: '', count: 0 })
  useEffect(() => {
    const box = place.current
    if (!box) return
    const isOpening = shown.current.caseId !== caseId
    const wasAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 400
    if (isOpening || (count > shown.current.count && wasAtEnd)) box.scrollTop = box.scrollHeight
    shown.current = { caseId, count }
  }, [caseId, count])
  useEffect(() => {
    const box = place.current
    if (!box) return undefined
    // Fonts, a growing composer and folded parts change heights: who reads the end stays there.
    let isAtEnd = true
    let lastTop = 0
    const look = () => {
      // Only a hand moves up; a part that grew below it is no reason to leave the end.
      if (box.scrollHeight - box.scrollTop - box.clientHeight < 40) isAtEnd = true
      else if (box.scrollTop < lastTop - 2) isAtEnd = false
      lastTop = box.scrollTop
    }
    const watch = new ResizeObserver(() => {
      if (isAtEnd) box.scrollTop = box.scrollHeight
    })
    for (const part of [box, ...box.children]) watch.observe(part)
    // Later a part grows because its reader unfolds it: then the page stays where it is.
    const settled = setTimeout(() => {
      for (const part of box.children) watch.unobserve(part)
    }, settleMs)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      clearTimeout(settled)
      box.removeEventListener('scroll', look)
    }
  }, [caseId, count])
  return place
}
