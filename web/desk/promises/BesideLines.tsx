import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { Icon } from '../kit/icons.tsx'
import { say, t } from '../kit/language.ts'
import { MenuList } from '../kit/MenuList.tsx'
import { useSettings } from '../kit/settings.ts'
import { leftWords, stateAt, stateWord } from './clock.ts'
import type { PromiseRow } from './clock.ts'
import { plainSentence, Sentence } from './PromiseHeader.tsx'

/** What can be done with one promise; absent where the person may not. */
export interface OneDeeds {
  pause: ((promise: PromiseRow) => void) | null
  resume: ((promise: PromiseRow) => void) | null
  release: ((promise: PromiseRow) => void) | null
  why: (promise: PromiseRow) => void
}

interface LinesProps {
  promises: readonly PromiseRow[]
  zone: string
  now: number
  deeds: OneDeeds
}

/** What else is promised on the case, a quiet line each: it runs beside the one that presses most. */
export function BesideLines({ promises, zone, now, deeds }: LinesProps): ReactNode {
  if (promises.length === 0) return null
  return (
    <ul aria-label={t('desk.promise.beside')} className="mt-2.5 flex flex-col border-t border-line pt-1.5">
      {promises.map((promise) => (
        <Line key={promise.id} promise={promise} zone={zone} now={now} deeds={deeds} />
      ))}
    </ul>
  )
}

function Line({ promise, zone, now, deeds }: Omit<LinesProps, 'promises'> & { promise: PromiseRow }): ReactNode {
  const { relative } = useSettings()
  const state = stateAt(promise, now)
  const left = leftWords(promise, now)
  return (
    <li data-promise={state} className="flex min-h-8 items-center gap-2.5">
      <span className="state-word text-sm">
        <PromiseShape state={state} />
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="promise-small text-base!">
          <Sentence promise={promise} now={now} zone={zone} />
        </span>
        <span className="state-word num text-xs whitespace-nowrap">
          {t(stateWord(promise, state))}
          {left && relative === 'shown' ? ` · ${t(left.id, { span: say(left.span) })}` : ''}
        </span>
      </span>
      <LineMenu promise={promise} sentence={plainSentence(promise, now, zone)} deeds={deeds} isLate={state === 'late'} />
    </li>
  )
}

function LineMenu({
  promise,
  sentence,
  deeds,
  isLate,
}: {
  promise: PromiseRow
  sentence: string
  deeds: OneDeeds
  isLate: boolean
}): ReactNode {
  const isStopped = promise.state === 'waiting'
  const able: [string, ((promise: PromiseRow) => void) | null][] = [
    ['resumePromise', isStopped ? deeds.resume : null],
    ['pausePromise', isStopped || isLate || promise.form === 'call' || promise.form === 'arrival' ? null : deeds.pause],
    ['releasePromise', deeds.release],
    ['whyOffered', deeds.why],
  ]
  return (
    <Menu.Root>
      <Menu.Trigger className="button quiet icon small" aria-label={t('desk.promise.moreOf', { sentence })}>
        <Icon name="more" size={16} />
      </Menu.Trigger>
      <MenuList align="end">
        {able.map(([deed, run]) =>
          run ? (
            <Menu.Item key={deed} className="menu-item" onClick={() => setTimeout(() => run(promise), 0)}>
              {t(`desk.promise.deed.${deed}`)}
            </Menu.Item>
          ) : null,
        )}
      </MenuList>
    </Menu.Root>
  )
}
