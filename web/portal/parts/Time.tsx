import type { MomentValues } from '#contract/portal.ts'
import type { VNode } from 'preact'
import { useReading } from './reading.tsx'

/** An instant as a short clock time, its whole date in the accessible name. */
export function Time({ at, children }: { at: Date; children?: string }) {
  const { moments } = useReading()
  return (
    <time dateTime={at.toISOString()} title={moments.full(at)}>
      {children ?? moments.clock(at)}
    </time>
  )
}

/** A moment's message values with `time` and `clock` as elements, for `weave`. */
export function timeValues(at: Date, values: MomentValues): Record<string, string | VNode> {
  return { ...values, time: <Time at={at}>{values.time}</Time>, clock: <Time at={at}>{values.clock}</Time> }
}

/** A span until an instant in words, which the page keeps current where scripts run. */
export function Left({ until }: { until: Date }) {
  const { moments } = useReading()
  const ms = until.getTime() - moments.now.getTime()
  return <span data-until={until.getTime()}>{moments.duration(ms)}</span>
}

/** A day without its clock, with the year where it is another one. */
export function Day({ at }: { at: Date }) {
  const { moments } = useReading()
  return <Time at={at}>{moments.values(at).date}</Time>
}
