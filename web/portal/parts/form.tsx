import type { ComponentChildren, JSX } from 'preact'
import type { Form } from '#contract/portal.ts'
import { useReading } from './reading.tsx'

type AnyForm = Form<string>

/** A native POST form with what must go back, its summary of errors first. */
export function PostForm(props: { form: AnyForm; files?: boolean; className?: string; id?: string; children: ComponentChildren }) {
  const { form, files, className, id, children } = props
  return (
    <form
      method="post"
      action={form.action}
      encType={files ? 'multipart/form-data' : undefined}
      className={className}
      id={id}
      data-once
      noValidate
    >
      <ErrorSummary form={form} />
      {Object.entries(form.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

/** A form that is one button. */
export function ButtonForm(props: { form: Form; label: string; kind?: ButtonKind; name?: string; value?: string }) {
  return (
    <PostForm form={props.form} className="button-form">
      <Button label={props.label} kind={props.kind ?? 'quiet'} />
    </PostForm>
  )
}

export type ButtonKind = 'main' | 'quiet' | 'text'

/** A submit button; `main` is the one primary action of a page. */
export function Button({ label, kind = 'main', describedBy }: { label: string; kind?: ButtonKind; describedBy?: string }) {
  return (
    <button type="submit" className={`button ${kind}`} aria-describedby={describedBy}>
      {label}
    </button>
  )
}

/** The fields of a form that has errors or a summary, as a box the focus goes to. */
function ErrorSummary({ form }: { form: AnyForm }) {
  const { t } = useReading()
  const errors = Object.entries(form.errors).filter((entry): entry is [string, string] => Boolean(entry[1]))
  if (errors.length === 0 && !form.summary) return null
  return (
    <div className="problem" role="alert" tabIndex={-1} autoFocus id="problem">
      <p className="problem-title">{form.summary ?? t('form.problem')}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(([name, error]) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`}>{error}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The element id of a field; one form of a name per page. */
export function fieldId(name: string): string {
  return `field-${name}`
}

/** Says whether a form has anything to mend. */
export function hasProblem(form: AnyForm): boolean {
  return form.summary !== null || Object.values(form.errors).some(Boolean)
}

export interface FieldProps {
  form: AnyForm
  name: string
  /** The element id where two forms of a page have a field of this name. */
  id?: string
  label: string
  hint?: string | undefined
  optional?: boolean
  /** The label is the page's question. */
  asTitle?: boolean
}

/** Label, hint and error around one control, wired for readers. */
function Field(props: FieldProps & { children: ComponentChildren }) {
  const { t } = useReading()
  const { form, name, label, hint, optional, asTitle, children } = props
  const id = fieldId(props.id ?? name)
  const error = form.errors[name]
  const text = (
    <label htmlFor={id}>
      {label} {optional && <span className="optional">{t('form.optional')}</span>}
    </label>
  )
  return (
    <div className={error ? 'field wrong' : 'field'}>
      {asTitle ? <h1 className="label-title">{text}</h1> : text}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}

function wiring({ form, name, hint, id: ownId }: FieldProps) {
  const id = fieldId(ownId ?? name)
  const error = form.errors[name]
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, name, 'aria-describedby': notes || undefined, 'aria-invalid': error ? ('true' as const) : undefined }
}

/** A one-line field. */
export function TextField(
  props: FieldProps & {
    type?: 'text' | 'email' | 'tel' | 'date' | 'time'
    autoComplete?: string
    inputMode?: 'numeric' | 'email' | 'tel'
    width?: 'short' | 'code'
    min?: string
    required?: boolean
  },
) {
  const { type = 'text', autoComplete, inputMode, width, min, required } = props
  const value = props.form.values[props.name] ?? ''
  // The types of JSX want each kind of input spelled out apart.
  const control = {
    ...wiring(props),
    type,
    value,
    autoComplete,
    inputMode,
    min,
    required,
    className: width,
  } as JSX.IntrinsicElements['input']
  return (
    <Field {...props}>
      <input {...control} />
    </Field>
  )
}

/** A field for free words; what is typed survives a reload where scripts run. */
export function TextArea(props: FieldProps & { rows?: number; required?: boolean }) {
  return (
    <Field {...props}>
      <textarea {...wiring(props)} rows={props.rows ?? 4} dir="auto" data-keep required={props.required}>
        {props.form.values[props.name] ?? ''}
      </textarea>
    </Field>
  )
}

/** A field for files, its limits told before choosing. */
export function FileField({ form, rules }: { form: AnyForm; rules: { maxFiles: number; maxMegabytes: number } }) {
  const { t } = useReading()
  const props = {
    form,
    name: 'files',
    label: t('form.files'),
    hint: t('form.files.limit', { files: rules.maxFiles, megabytes: rules.maxMegabytes }),
    optional: true,
  }
  return (
    <Field {...props}>
      <input {...wiring(props)} type="file" multiple={rules.maxFiles > 1} />
    </Field>
  )
}

/** Radio buttons with words at each, none chosen unless the form says so. */
export function Radios(props: {
  form: AnyForm
  name: string
  legend: string
  asTitle?: boolean
  className?: string
  choices: Array<{ value: string; label: string; hint?: string }>
}) {
  const { form, name, legend, asTitle, choices, className = '' } = props
  const error = form.errors[name]
  return (
    <fieldset
      className={`radios ${className}`}
      id={fieldId(name)}
      tabIndex={error ? -1 : undefined}
      aria-describedby={error ? `${fieldId(name)}-error` : undefined}
    >
      <legend>{asTitle ? <h1>{legend}</h1> : legend}</legend>
      {error && (
        <p className="error" id={`${fieldId(name)}-error`}>
          {error}
        </p>
      )}
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input type="radio" name={name} value={choice.value} checked={form.values[name] === choice.value} />
          <span>
            {choice.label}
            {choice.hint && <span className="hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** A list to pick one of. */
export function Select(props: FieldProps & { choices: Array<{ value: string; label: string; lang?: string }> }) {
  const { form, name, choices } = props
  return (
    <Field {...props}>
      <select {...wiring(props)}>
        {choices.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang} selected={form.values[name] === value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}
