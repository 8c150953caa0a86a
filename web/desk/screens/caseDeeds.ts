import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Kind } from '#contract/cases.ts'
import type { About } from '../cases/AboutMenus.tsx'
import { refresh, useDeed } from '../cases/queries.ts'
import type { Case } from '../cases/queries.ts'
import { undoMessage } from '../cases/sending.ts'
import type { MessageRow } from '../cases/MessageView.tsx'
import { call, isRefusal } from '../client.ts'
import { useCommand } from '../keys/registry.ts'
import { t } from '../kit/language.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'
import { useHeirs } from '../people/AssignSheet.tsx'
import type { Heir } from '../people/AssignSheet.tsx'
import { usePerson } from '../people/me.ts'
import type { OfferRow } from '../promises/PromiseList.tsx'
import type { Asked } from '../promises/WhySheet.tsx'
import { useEmergencyDeeds } from './emergencyDeeds.ts'
import { usePromiseDeeds } from './promiseDeeds.ts'

/** The dialog or menu that is open on a case, with what it is about. */
export type Sheet =
  | { kind: 'assign' | 'aside' | 'menu' | 'extra' | 'whyNot' | 'raise' | 'help' }
  | { kind: 'move' | 'pause' | 'release' | 'call'; promiseId: string }
  | { kind: 'why'; asked: Asked }
type Owner = Case['owner']

/** Every deed on an open case, and its commands: a command exists only while `may` allows it. */
export function useCaseDeeds(id: string, view: Case) {
  const client = useQueryClient()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const done = () => void refresh(client, id)
  const owning = useOwning(id, view)
  const aside = useAside(id, view)
  const promises = usePromiseDeeds(id, view, setSheet)
  useEmergencyDeeds(id, view, setSheet)
  const changeKind = useDeed<Kind>(id, {
    send: (kind) => call(`/cases/${view.id}`, { method: 'PATCH', body: { kind, version: view.version } }),
    expect: (now, kind) => ({ ...now, kind }),
  })
  const changeAbout = useDeed<About>(id, {
    send: (about) => call(`/cases/${view.id}`, { method: 'PATCH', body: { ...about, version: view.version } }),
    onDone: () => sayDone(t('desk.facts.changed')),
  })
  const accept = useDeed<OfferRow>(id, {
    send: (offer) => call(`/offers/${offer.id}/acceptance`, { method: 'PUT', body: {} }),
    onDone: () => sayDone(t('desk.offer.chosen')),
  })
  const fresh = useDeed(id, { send: () => call(`/cases/${view.id}/offers`, { method: 'POST', body: {} }) })
  const may = (what: string) => view.may[what] === true
  const when = (isOn: boolean, run: () => void) => (isOn ? run : null)

  useCommand('claim', when(may('claim'), owning.claim))
  useCommand('unclaim', when(may('unclaim'), owning.unclaim))
  useCommand(
    'assign',
    when(may('assign'), () => setSheet({ kind: 'assign' })),
    {
      choices: useHeirs(view.owner.id).map(({ id: heirId, label, heir }) => ({ id: heirId, label, run: () => owning.assign(heir, label) })),
    },
  )
  useCommand(
    'asideCase',
    when(may('setAside'), () => setSheet({ kind: 'aside' })),
  )
  useCommand('takeBack', when(may('takeBack'), aside.takeBack))

  return {
    sheet,
    openSheet: setSheet,
    done,
    promises,
    assign: owning.assign,
    setAside: aside.setAside,
    changeKind: (kind: Kind) => {
      if (kind !== view.kind) changeKind.mutate(kind)
    },
    changeAbout: (about: About) => changeAbout.mutate(about),
    acceptOffer: (offer: OfferRow) => accept.mutate(offer),
    freshOffers: () => fresh.mutate(),
    undoMessage: (message: MessageRow) =>
      undoMessage(message.id)
        .then((back) => call(`/cases/${view.id}/draft`, { method: 'PUT', body: { text: back.text, as: back.as } }))
        .then(() => refresh(client, id))
        .catch(sayRefused),
  }
}

function useOwning(id: string, view: Case) {
  const person = usePerson()
  const mine: Owner = { kind: 'person', id: person.id, name: person.name, teamId: view.owner.teamId }
  const claim = useDeed(id, {
    send: () => call(`/cases/${view.id}/claim`, { method: 'PUT', body: {} }),
    expect: (now) => ({ ...now, owner: mine }),
    onDone: () => sayDone(t('desk.claim.done', { number: view.number }), () => unclaim.mutate()),
    onRefused: sayTaken,
  })
  const unclaim = useDeed(id, {
    send: () => call(`/cases/${view.id}/claim`, { method: 'DELETE' }),
    onDone: () => sayDone(t('desk.unclaim.done')),
  })
  const assign = useDeed<{ heir: Heir; name: string; before?: Owner }>(id, {
    send: ({ heir }) => call(`/cases/${view.id}/owner`, { method: 'PUT', body: { owner: heir } }),
    onDone: ({ name, before }) =>
      sayDone(t('desk.assign.done', { name }), before ? () => assign.mutate({ heir: heirOf(before), name: before.name }) : undefined),
  })
  return {
    claim: () => claim.mutate(),
    unclaim: () => unclaim.mutate(),
    assign: (heir: Heir, name: string) => assign.mutate({ heir, name, before: view.owner }),
  }
}

function heirOf(owner: Owner): Heir {
  return owner.kind === 'person' ? { staffId: owner.id } : { teamId: owner.id }
}

/** The loser of a race is told who has the case. */
function sayTaken(error: unknown): void {
  const by = isRefusal(error) && error.problem.code === 'cases.already_claimed' ? error.problem.facts['by'] : undefined
  const name = typeof by === 'string' ? by : typeof by === 'object' && by !== null && 'name' in by ? String(by.name) : null
  if (name) sayDone(t('desk.claim.taken', { name }))
  else sayRefused(error)
}

function useAside(id: string, view: Case) {
  const takeBack = useDeed(id, {
    send: () => call(`/cases/${view.id}/set-aside`, { method: 'DELETE' }),
    onDone: () => sayDone(t('desk.aside.back')),
  })
  const setAside = useDeed<string>(id, {
    send: (reason) => call(`/cases/${view.id}/set-aside`, { method: 'PUT', body: reason ? { reason } : {} }),
    expect: (now) => ({ ...now, state: 'set_aside' }),
    onDone: () => sayDone(t('desk.aside.done'), () => takeBack.mutate()),
  })
  return { takeBack: () => takeBack.mutate(), setAside: (reason: string) => setAside.mutate(reason) }
}
