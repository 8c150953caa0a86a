import type { ReactNode } from 'react'
import { call } from '../../client.ts'
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { sayDone, sayRefused } from '../../kit/toast.tsx'
import { useAbsences, useRefreshShifts } from './queries.ts'
import type { Absence } from './queries.ts'

/** Who will be away in the coming two months, with a way to take it back. */
export function AbsenceList({ teamId, fromMs, toMs }: { teamId: string; fromMs: number; toMs: number }): ReactNode {
  const { data: absences = [] } = useAbsences(teamId, fromMs, toMs)
  const refresh = useRefreshShifts()
  const record = ({ staffId, from, until, reason }: Absence) =>
    call('/absences', { method: 'POST', body: { staffId, from, until, reason } }).then(refresh, sayRefused)
  const remove = (absence: Absence) =>
    call(`/absences/${absence.id}`, { method: 'DELETE' }).then(() => {
      refresh()
      sayDone(t('desk.absence.removed', { name: absence.name }), () => void record(absence))
    }, sayRefused)
  return (
    <section aria-labelledby="absences" className="mt-8 border-t border-line-strong pt-4">
      <h2 id="absences" className="text-base font-semibold">
        {t('desk.absence.title')}
      </h2>
      {absences.length === 0 ? <p className="mt-2 text-ink-3">{t('desk.absence.none')}</p> : null}
      <ul className="mt-2 max-w-3xl">
        {absences.map((absence) => (
          <li key={absence.id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5">
            <span className="w-48 font-medium">{absence.name}</span>
            <span className="num min-w-48 flex-1 text-ink-2">{daysWords(absence)}</span>
            <span className="w-24 text-ink-2">{absence.reason ? t(`desk.absence.reason.${absence.reason}`) : t('desk.absence.away')}</span>
            {absence.mayRemove ? (
              <button
                type="button"
                className="button quiet small"
                onClick={() => void remove(absence)}
                aria-label={t('desk.absence.removeOf', { name: absence.name, days: daysWords(absence) })}
              >
                {t('desk.absence.remove')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `Mon 30 Nov to Wed 2 Dec`; times only where it is a part of a day. */
export function daysWords({ from, until }: { from: string; until: string }): string {
  const word = (moment: string) => [dateWords(moment.slice(0, 10)), moment.slice(11)].filter(Boolean).join(' ')
  if (from === until) return word(from)
  const sameDay = from.slice(0, 10) === until.slice(0, 10)
  return t('desk.absence.span', { from: word(from), until: sameDay ? until.slice(11) : word(until) })
}
