import { useId } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../kit/language.ts'
import type { useChoices } from './queries.ts'
import { matters, paces } from './termDraft.ts'
import type { Faults, TermDraft } from './termDraft.ts'

const languages = ['en', 'tr', 'uk', 'lt', 'hu']

interface TermProps {
  draft: TermDraft
  change: (change: Partial<TermDraft>) => void
  faults: Faults
  choices: ReturnType<typeof useChoices>
}

/** The terms of a standing level; whatever is left empty is not agreed. */
export function TermFields({ draft, change, faults, choices }: TermProps): ReactNode {
  const field = (name: keyof TermDraft) => ({
    label: t(`desk.agreement.term.${name}`),
    value: draft[name],
    fault: faults[name],
    onChange: (value: string) => change({ [name]: value }),
  })
  const none = t('desk.agreement.notAgreed')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {paces.map((name) => (
          <Line key={name} {...field(name)} hint={t('desk.agreement.lengthHint')} />
        ))}
        <Choice {...field('calendarId')} none={t('desk.agreement.teamHours')} options={choices.calendars} />
        <Choice {...field('form')} none={none} options={['written', 'call'].map((id) => ({ id, name: t(`desk.agreement.form.${id}`) }))} />
        <Choice {...field('language')} none={none} options={languages.map((id) => ({ id, name: t(`desk.language.${id}`) }))} />
        <Choice {...field('matter')} none={none} options={matters.map((id) => ({ id, name: t(`desk.matter.${id}`) }))} />
        <Choice {...field('namedPersonId')} none={none} options={choices.people} />
        <Line {...field('noticeDays')} inputMode="numeric" />
        <Line {...field('from')} type="date" />
        <Line {...field('until')} type="date" hint={t('desk.agreement.untilHint')} />
      </div>
      <Area {...field('breach')} hint={t('desk.agreement.breachHint')} />
      <Area {...field('words')} />
    </>
  )
}

interface Field {
  label: string
  value: string
  fault?: string | undefined
  hint?: string
  onChange: (value: string) => void
}

function Line({ label, value, fault, hint, onChange, ...more }: Field & { type?: 'date'; inputMode?: 'numeric' }): ReactNode {
  const id = useId()
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {label}
      <input
        className="field num font-normal"
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault || hint ? id : undefined}
        onChange={(event) => onChange(event.target.value)}
        {...more}
      />
      <Beside id={id} fault={fault} hint={hint} />
    </label>
  )
}

function Area({ label, value, hint, onChange }: Field): ReactNode {
  const id = useId()
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {label}
      <textarea
        className="field font-normal"
        rows={2}
        maxLength={2000}
        value={value}
        aria-describedby={hint ? id : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <Beside id={id} hint={hint} />
    </label>
  )
}

function Beside({ id, fault, hint }: { id: string; fault?: string | undefined; hint?: string | undefined }): ReactNode {
  if (fault)
    return (
      <span id={id} role="alert" className="text-xs font-normal text-late-text">
        {t(fault)}
      </span>
    )
  return hint ? (
    <span id={id} className="text-xs font-normal text-ink-3">
      {hint}
    </span>
  ) : null
}

interface ChoiceProps {
  label: string
  /** What choosing nothing means. */
  none: string
  value: string
  options: readonly { id: string; name: string }[]
  onChange: (value: string) => void
}

/** One of several, or none. */
export function Choice({ label, none, value, options, onChange }: ChoiceProps): ReactNode {
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {label}
      <select className="field font-normal" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{none}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
