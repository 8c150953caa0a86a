import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldFault, SpanText } from '#contract/working-time.ts'
import { Icon } from '../../kit/icons.tsx'
import { t } from '../../kit/language.ts'
import { clockOf, isOvernight, nextSpan } from './clockText.ts'

interface SpansProps {
  /** Whose hours these are, for readers: `Monday`. */
  name: string
  spans: readonly SpanText[]
  onChange: (spans: SpanText[]) => void
  /** Where these hours stand in what is sent, and what is wrong there. */
  pointer: string
  faults: readonly FieldFault[]
  disabled?: boolean | undefined
  /** What no hours mean here. */
  none: string
}

/** The hours of one day: typed times, a second pair for a break, nights that end on the next day; faults beside their fields. */
export function SpansField({ name, spans, onChange, pointer, faults, disabled, none }: SpansProps): ReactNode {
  const group = useRef<HTMLDivElement>(null)
  const replace = (nth: number, span: SpanText) => onChange(spans.map((old, other) => (other === nth ? span : old)))
  const add = () => {
    onChange([...spans, nextSpan(spans)])
    // The new pair is there after this change has been drawn.
    setTimeout(() => [...(group.current?.querySelectorAll('input') ?? [])].at(-2)?.select(), 0)
  }
  const remove = (nth: number) => {
    onChange(spans.filter((_, other) => other !== nth))
    setTimeout(() => group.current?.querySelector<HTMLElement>('[data-add]')?.focus(), 0)
  }
  return (
    <div ref={group} role="group" aria-label={t('desk.hours.of', { name })} className="flex flex-wrap items-start gap-x-4 gap-y-2">
      {spans.length === 0 ? <span className="pt-1.5 text-ink-3">{none}</span> : null}
      {spans.map((span, nth) => (
        <Pair
          key={nth}
          name={spans.length > 1 ? t('desk.hours.nth', { name, nth: nth + 1 }) : name}
          span={span}
          faults={faults.filter((fault) => fault.pointer.startsWith(`${pointer}/${nth}/`) || fault.pointer === `${pointer}/${nth}`)}
          pointer={`${pointer}/${nth}`}
          disabled={disabled}
          onChange={(changed) => replace(nth, changed)}
          onRemove={() => remove(nth)}
        />
      ))}
      {disabled || spans.length >= 6 ? null : (
        <button
          type="button"
          data-add
          className="button quiet small mt-1"
          onClick={add}
          aria-label={t(spans.length ? 'desk.hours.addMoreTo' : 'desk.hours.addTo', { name })}
        >
          <Icon name="plus" size={14} />
          <span className={spans.length ? 'max-narrow:sr-only' : ''}>{t(spans.length ? 'desk.hours.addMore' : 'desk.hours.add')}</span>
        </button>
      )}
    </div>
  )
}

interface PairProps {
  name: string
  span: SpanText
  pointer: string
  faults: readonly FieldFault[]
  disabled?: boolean | undefined
  onChange: (span: SpanText) => void
  onRemove: () => void
}

function Pair({ name, span, pointer, faults: found, disabled, onChange, onRemove }: PairProps): ReactNode {
  const [start, end] = span
  // Half a time is no mistake while it is being typed.
  const [isTyping, setTyping] = useState(false)
  const faults = isTyping ? [] : found
  const faultId = `fault${pointer.replaceAll('/', '-')}`
  const has = (part: 0 | 1) => faults.some((fault) => fault.pointer === `${pointer}/${part}`)
  const field = (part: 0 | 1, label: string) => (
    <input
      className="field num w-17 text-center"
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      aria-label={label}
      value={span[part]}
      disabled={disabled}
      aria-invalid={has(part) || undefined}
      aria-describedby={has(part) ? faultId : undefined}
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        setTyping(true)
        onChange(part === 0 ? [event.target.value, end] : [start, event.target.value])
      }}
      onBlur={(event) => {
        setTyping(false)
        const whole = clockOf(event.target.value)
        if (whole !== span[part]) onChange(part === 0 ? [whole, end] : [start, whole])
      }}
    />
  )
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-1.5">
        {field(0, t('desk.hours.from', { name }))}
        <span aria-hidden="true" className="text-ink-3">
          –
        </span>
        {field(1, t('desk.hours.until', { name }))}
        {disabled ? null : (
          <button
            type="button"
            className="button quiet icon small"
            onClick={onRemove}
            aria-label={t('desk.hours.remove', { name, hours: `${start}–${end}` })}
          >
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      {isOvernight(span) ? <span className="text-xs text-ink-3">{t('desk.hours.nextDay', { time: end })}</span> : null}
      {faults.length > 0 ? (
        <span id={faultId} className="max-w-56 text-xs text-late-text">
          {faults.map(({ detail }) => detail).join(' ')}
        </span>
      ) : null}
    </div>
  )
}
