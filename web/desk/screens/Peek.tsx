import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { Panel } from '../cases/CaseFacts.tsx'
import { nameOf } from '../cases/MessageView.tsx'
import { useCase } from '../cases/queries.ts'
import type { Case } from '../cases/queries.ts'
import { CustomerCard } from '../customers/CustomerCard.tsx'
import { Icon } from '../kit/icons.tsx'
import { say, t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { Bones, Failed } from '../kit/states.tsx'
import { whenWords } from '../kit/time.ts'
import { usePerson } from '../people/me.ts'
import { leading, leftWords, stateAt, stateWord } from '../promises/clock.ts'
import { Sentence } from '../promises/PromiseHeader.tsx'

/** A look at a case without leaving the list; Space opens and closes it, J and K walk on under it. */
export function Peek({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { data, error, isPending, refetch } = useCase(id)
  return (
    <aside
      data-region="peek"
      aria-label={t('desk.region.peek')}
      className="flex w-96 flex-none flex-col overflow-y-auto border-l border-line bg-canvas max-middle:fixed max-middle:inset-y-0 max-middle:right-0 max-middle:z-20 max-middle:w-[min(26rem,100vw)] max-middle:shadow-float"
    >
      <div className="flex items-center gap-2 border-b border-line px-4 py-2">
        <h2 className="num text-xs font-semibold text-ink-3">{data?.number ?? id}</h2>
        <span className="flex-1" />
        <kbd>Space</kbd>
        <button type="button" className="button quiet icon small" onClick={onClose} aria-label={t('desk.peek.close')}>
          <Icon name="close" />
        </button>
      </div>
      {data ? <Inside view={data} /> : isPending ? <Bones rows={4} /> : <Failed error={error} again={() => void refetch()} />}
    </aside>
  )
}

function Inside({ view }: { view: Case }): ReactNode {
  const { shop } = usePerson()
  const now = useNow()
  const promise = leading(view.promises)
  const left = promise ? leftWords(promise, now) : null
  const last = view.messages.filter((message) => message.direction === 'in').at(-1)
  return (
    <>
      <div className="px-4 py-3">
        <p className="text-base leading-snug font-semibold" lang={view.language}>
          {view.subject}
        </p>
      </div>
      {promise ? (
        <div data-promise={stateAt(promise, now)} className="border-y border-line bg-surface px-4 py-3">
          <p className="promise-small">
            <Sentence promise={promise} now={now} zone={shop.zone} />
          </p>
          <p className="state-word num mt-1 flex items-center gap-1.5 text-xs">
            <PromiseShape state={stateAt(promise, now)} />
            {t(stateWord(promise, stateAt(promise, now)))}
            {left ? ` · ${t(left.id, { span: say(left.span) })}` : ''}
          </p>
        </div>
      ) : null}
      {last ? (
        <Panel title={t('desk.peek.last', { when: say(whenWords(Date.parse(last.createdAt), now, shop.zone)) })}>
          <p className="text-xs text-ink-3">{nameOf(last)}</p>
          <p className="mt-1 line-clamp-[12] whitespace-pre-wrap" lang={last.language ?? undefined}>
            {last.shownText || last.text}
          </p>
        </Panel>
      ) : null}
      <Panel title={t('desk.customer.title')}>
        <CustomerCard customer={view.customer} asked={view} record={view.record} spending={view.spending} now={now} />
      </Panel>
      <div className="px-4 py-4">
        <Link to="/cases/$id" params={{ id: view.number }} className="button primary">
          {t('desk.peek.open')}
          <kbd>Enter</kbd>
        </Link>
      </div>
    </>
  )
}
