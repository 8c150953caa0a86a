import { useId, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call, isRefusal } from '../../client.ts'
import { Alert } from '../../kit/Alert.tsx'
import { t } from '../../kit/language.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import { useRefreshShifts } from './queries.ts'
import type { Absence, Shifts } from './queries.ts'

const reasons = ['vacation', 'ill', 'training', 'other'] as const

interface AbsenceProps {
  isOpen: boolean
  people: readonly Shifts[]
  staffId: string
  date: string
  onClose: () => void
}

/** Records that somebody is away: whole days, or a part of one. */
export function AbsenceSheet(props: AbsenceProps): ReactNode {
  return (
    <Sheet open={props.isOpen} onClose={props.onClose} title={t('desk.absence.add')} lead={t('desk.absence.lead')}>
      <Form {...props} />
    </Sheet>
  )
}

function Form({ people, staffId, date, onClose }: AbsenceProps): ReactNode {
  const refresh = useRefreshShifts()
  const [first, setFirst] = useState(date)
  const [last, setLast] = useState(date)
  const [isPart, setPart] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const word = (name: string) => String(form.get(name) ?? '')
    const [from, until] = isPart ? [`${first}T${word('fromTime')}`, `${first}T${word('untilTime')}`] : [first, last]
    setBusy(true)
    setError(null)
    call<Absence>('/absences', { method: 'POST', body: { staffId: word('staffId'), from, until, reason: word('reason') } })
      .then((made) => {
        refresh()
        onClose()
        sayDone(t('desk.absence.added', { name: made.name }), () => void call(`/absences/${made.id}`, { method: 'DELETE' }).then(refresh))
      })
      .catch(setError)
      .finally(() => setBusy(false))
  }
  const fault = isRefusal(error) ? error.problem.errors.find(({ pointer }) => pointer === '/until')?.detail : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error && !fault ? <Alert>{refusalText(error)}</Alert> : null}
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.absence.who')}
        <select name="staffId" className="field font-normal" defaultValue={staffId || ''} required>
          {people.length > 1 ? <option value="">{t('desk.absence.choose')}</option> : null}
          {people.map((person) => (
            <option key={person.staffId} value={person.staffId}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t(isPart ? 'desk.absence.day' : 'desk.absence.from')}
          type="date"
          value={first}
          onChange={(value) => {
            setFirst(value)
            if (value > last) setLast(value)
          }}
        />
        {isPart ? null : (
          <Field
            label={t('desk.absence.until')}
            hint={t('desk.absence.untilHint')}
            type="date"
            value={last}
            min={first}
            onChange={setLast}
            error={fault}
          />
        )}
      </div>
      <label className="flex items-center gap-2.5">
        <input type="checkbox" className="size-4 accent-ink" checked={isPart} onChange={(event) => setPart(event.target.checked)} />
        {t('desk.absence.part')}
      </label>
      {isPart ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('desk.absence.fromTime')} name="fromTime" type="time" />
          <Field label={t('desk.absence.untilTime')} name="untilTime" type="time" error={fault} />
        </div>
      ) : null}
      <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <legend className="float-left me-4 font-medium">{t('desk.absence.why')}</legend>
        {reasons.map((reason) => (
          <label key={reason} className="flex min-h-7 items-center gap-2">
            <input type="radio" name="reason" value={reason} defaultChecked={reason === 'vacation'} className="size-4 accent-ink" />
            {t(`desk.absence.reason.${reason}`)}
          </label>
        ))}
        <p className="w-full text-xs text-ink-3">{t('desk.absence.whyRead')}</p>
      </fieldset>
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.absence.go')}
      </button>
    </form>
  )
}

interface FieldProps {
  label: string
  type: 'date' | 'time'
  name?: string
  hint?: string
  value?: string
  min?: string
  error?: string | undefined
  onChange?: (value: string) => void
}

function Field({ label, hint, error, onChange, ...more }: FieldProps): ReactNode {
  const id = useId()
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {label}
      <input
        className="field num font-normal"
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        onChange={onChange && ((event) => onChange(event.target.value))}
        {...more}
      />
      {error ? (
        <span id={id} role="alert" className="text-xs font-normal text-late-text">
          {error}
        </span>
      ) : hint ? (
        <span className="text-xs font-normal text-ink-3">{hint}</span>
      ) : null}
    </label>
  )
}
