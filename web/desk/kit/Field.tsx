import { useId } from 'react'
import type { ChangeEvent, ReactNode } from 'react'

interface FieldProps {
  type?: 'email' | 'tel'
  maxLength?: number
  /** What it is written in, where that is not the desk's own. */
  lang?: string
  /** More than one line, for a sentence. */
  rows?: number
  label: string
  value: string
  onChange: (value: string) => void
  fault?: string | undefined
  hint?: string | undefined
}

/** A line of text with its label; what is wrong with it stands right below. */
export function Field({ label, value, onChange, fault, hint, rows, ...more }: FieldProps): ReactNode {
  const id = useId()
  const Line = rows ? 'textarea' : 'input'
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Line
        id={id}
        className="field"
        {...(rows && { rows })}
        autoComplete="off"
        value={value}
        onChange={(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value)}
        aria-invalid={fault ? true : undefined}
        aria-describedby={(fault ?? hint) ? `${id}-said` : undefined}
        {...more}
      />
      {fault ? (
        <span id={`${id}-said`} className="text-xs text-late-text">
          {fault}
        </span>
      ) : hint ? (
        <span id={`${id}-said`} className="text-xs text-ink-3">
          {hint}
        </span>
      ) : null}
    </div>
  )
}

interface SelectProps {
  label: string
  value: string
  onChange: (value: string) => void
  choices: readonly { id: string; name: string }[]
  none?: string | undefined
  fault?: string | undefined
}

/** One of a few, by name. */
export function Select({ label, value, onChange, choices, none, fault }: SelectProps): ReactNode {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-said` : undefined}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
      {fault ? (
        <span id={`${id}-said`} className="text-xs text-late-text">
          {fault}
        </span>
      ) : null}
    </div>
  )
}
