import { useId } from 'react'
import type { InputHTMLAttributes, ReactNode } from 'react'

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string
  value: string
  onChange: (value: string) => void
  fault?: string | undefined
  hint?: string | undefined
}

/** A line of text with its label; what is wrong with it stands right below. */
export function Field({ label, value, onChange, fault, hint, ...more }: FieldProps): ReactNode {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        className="field"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
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
