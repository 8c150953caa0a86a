import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { sayDone, sayRefused } from '../../kit/toast.tsx'
import { usePerson } from '../me.ts'
import type { Calendar } from './queries.ts'

/** Which teams work by these hours; a team that works by others can be brought over, and sent back for ten seconds. */
export function TeamsOf({ calendar, all }: { calendar: Calendar; all: readonly Calendar[] }): ReactNode {
  const { teams } = usePerson()
  const client = useQueryClient()
  const assign = useMutation({
    mutationFn: ({ teamId, calendarId }: { teamId: string; calendarId: string }) =>
      call(`/teams/${teamId}/calendar`, { method: 'PUT', body: { calendarId } }),
    onError: sayRefused,
    onSettled: () => Promise.all(['calendars', 'presences'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  const bring = (team: { id: string; name: string }, from: Calendar | undefined) =>
    assign.mutate(
      { teamId: team.id, calendarId: calendar.id },
      {
        onSuccess: () =>
          sayDone(
            t('desk.hours.brought', { team: team.name, hours: calendar.name }),
            from && (() => assign.mutate({ teamId: team.id, calendarId: from.id })),
          ),
      },
    )
  return (
    <>
      <ul className="max-w-xl">
        {teams.map((team) => {
          const own = all.find((one) => one.teams.some(({ id }) => id === team.id))
          return (
            <li key={team.id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-1.5">
              <span className="min-w-24 font-medium">{team.name}</span>
              <span className="flex-1 text-ink-2">
                {own?.id === calendar.id ? t('desk.hours.usesThese') : own ? t('desk.hours.usesOthers', { hours: own.name }) : ''}
              </span>
              {own?.id !== calendar.id && calendar.mayChange ? (
                <button
                  type="button"
                  className="button small"
                  disabled={assign.isPending}
                  onClick={() => bring(team, own)}
                  aria-label={t('desk.hours.bringOf', { team: team.name })}
                >
                  {t('desk.hours.bring')}
                </button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {calendar.teams.length === 0 && calendar.mayChange ? <Removal calendar={calendar} /> : null}
    </>
  )
}

/** Hours nobody works by can go; for ten seconds they can come back. */
function Removal({ calendar }: { calendar: Calendar }): ReactNode {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['calendars'] })
  const { name, zone, week, place, openOn, days } = calendar
  const bringBack = () => call('/calendars', { method: 'POST', body: { name, zone, week, place, openOn, days } }).then(refresh, sayRefused)
  const remove = useMutation({
    mutationFn: () => call(`/calendars/${calendar.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      sayDone(t('desk.hours.removed', { hours: name }), () => void bringBack())
      await refresh()
    },
    onError: sayRefused,
  })
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <span className="text-ink-2">{t('desk.hours.nobodyUses')}</span>
      <button type="button" className="button small" disabled={remove.isPending} onClick={() => remove.mutate()}>
        {t('desk.hours.removeThese')}
      </button>
    </div>
  )
}
