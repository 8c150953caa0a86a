import { useState } from 'react'
import type { FieldFault } from '#contract/working-time.ts'
import { call, codeOf, isRefusal } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import { wholeDays, wholeWeek } from '../hours/clockText.ts'
import { useRefreshShifts } from './queries.ts'
import type { Shifts } from './queries.ts'

export type Plan = Pick<Shifts, 'zone' | 'week' | 'days'>

/** Saves a person's shifts as a whole; when somebody else saved meanwhile it says who, and the next press saves over it. */
export function useSavePlan(person: Shifts, onDone: () => void) {
  const refresh = useRefreshShifts()
  const [version, setVersion] = useState(person.version)
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const save = (plan: Plan) => {
    setBusy(true)
    setRefused(null)
    setFaults([])
    call<Shifts>(`/staff/${person.staffId}/shifts`, {
      method: 'PUT',
      body: { zone: plan.zone, week: plan.week && wholeWeek(plan.week), days: wholeDays(plan.days), version },
    })
      .then(() => {
        refresh()
        sayDone(t('desk.shifts.saved', { name: person.name }))
        onDone()
      })
      .catch((error: unknown) => {
        if (!isRefusal(error)) return setRefused(refusalText(error))
        const { errors, facts } = error.problem
        setFaults(errors)
        if (codeOf(error) !== 'people.changed_meanwhile') return setRefused(errors.length ? null : refusalText(error))
        setVersion(Number(facts['version']))
        refresh()
        return setRefused(t('desk.shifts.changedBy', { by: String(facts['by'] ?? '') }))
      })
      .finally(() => setBusy(false))
  }
  return { save, busy, faults, refused }
}
