import { useDeed } from '../cases/queries.ts'
import type { Case } from '../cases/queries.ts'
import { call } from '../client.ts'
import { useCommand } from '../keys/registry.ts'
import { t } from '../kit/language.ts'
import { nowMs } from '../kit/now.ts'
import { sayDone } from '../kit/toast.tsx'
import { usePerson } from '../people/me.ts'
import { runningOn } from '../promises/clock.ts'
import type { Sheet } from './caseDeeds.ts'

/** What a person says of an emergency, and of the help that was sent, as commands. */
export function useEmergencyDeeds(id: string, view: Case, open: (sheet: Sheet) => void): void {
  const { name } = usePerson()
  const confirm = useDeed(id, {
    send: () => call(`/cases/${view.id}/emergency/confirmation`, { method: 'PUT', body: {} }),
    expect: (now) => ({
      ...now,
      emergency: now.emergency && { ...now.emergency, confirmedAt: new Date(nowMs()).toISOString(), confirmedBy: name },
    }),
    onDone: () => sayDone(t('desk.emergency.confirm.done')),
  })
  const end = useDeed<'not_an_emergency' | 'over'>(id, {
    send: (why) => call(`/cases/${view.id}/emergency/end`, { method: 'PUT', body: { why } }),
    onDone: (why) => sayDone(t(`desk.emergency.end.${why}`)),
  })
  const arrive = useDeed(id, {
    send: () => call(`/cases/${view.id}/help/arrival`, { method: 'PUT', body: {} }),
    onDone: () => sayDone(t('desk.help.arrived')),
  })
  const may = (what: string) => view.may[what] === true
  const isConfirmed = Boolean(view.emergency?.confirmedAt)
  const running = runningOn(view.promises, 'arrival')
  const when = (isOn: boolean, run: () => void) => (isOn ? run : null)
  useCommand(
    'raiseEmergency',
    when(may('raiseEmergency'), () => open({ kind: 'raise' })),
  )
  useCommand(
    'confirmEmergency',
    when(may('judgeEmergency') && !isConfirmed, () => confirm.mutate()),
  )
  useCommand(
    'notEmergency',
    when(may('judgeEmergency') && !isConfirmed, () => end.mutate('not_an_emergency')),
  )
  useCommand(
    'emergencyOver',
    when(may('judgeEmergency') && isConfirmed, () => end.mutate('over')),
  )
  useCommand(
    'sendHelp',
    when(may('sendHelp'), () => open({ kind: 'help' })),
    { label: t(running ? 'desk.help.again' : 'desk.help.send') },
  )
  useCommand(
    'helpArrived',
    when(running !== null, () => arrive.mutate()),
  )
}
