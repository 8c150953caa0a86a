import type { Way } from '#contract/portal.ts'
import { useReading, weave } from './reading.tsx'
import { timeValues } from './Time.tsx'

/** What is, or would be, promised. */
export interface Promised {
  way: Way
  startsAt?: Date | null
  dueAt: Date
}

/** The promise sentence's words, with clock times as `time` elements: a call says its start, an answer its latest time. */
export function SentenceText({ promised, isDefault = false }: { promised: Promised; isDefault?: boolean }) {
  const { t, moments } = useReading()
  const at = (promised.way === 'call' ? promised.startsAt : null) ?? promised.dueAt
  const key = isDefault && promised.way === 'written' ? 'sentence.default' : `sentence.${promised.way}`
  return <>{weave(t, key, timeValues(at, moments.values(at)))}</>
}

/** The promise sentence in the book face that nothing else is set in. */
export function Sentence(props: { promised: Promised; isDefault?: boolean }) {
  return (
    <p className="promise-sentence">
      <SentenceText {...props} />
    </p>
  )
}
