import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { LiveEvent } from '#contract/faces.ts'
import { addressOf } from './client.ts'
import { nowMs } from './kit/now.ts'

/** Whether news arrive by themselves; `sinceMs` is when that began or ended. */
export interface Link {
  state: 'live' | 'lost' | 'offline'
  sinceMs: number
}

let link: Link = { state: 'live', sinceMs: nowMs() }
const listeners = new Set<() => void>()
const gatherMs = 300
const againMs = 5_000

/** The link to the server, followed by a component. */
export function useLink(): Link {
  return useSyncExternalStore(
    (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    () => link,
  )
}

/** Follows the server's events and reads again what they are about; the browser resumes after its last event by itself. Returns what ends it. */
export function followEvents(client: QueryClient): () => void {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | null = null
  const gather = gatherer(client)
  const open = () => {
    source?.close()
    source = new EventSource(addressOf('/events'))
    let wasLost = link.state !== 'live'
    source.onopen = () => {
      setState('live')
      if (wasLost) void client.invalidateQueries()
      wasLost = false
    }
    source.onmessage = (message: MessageEvent<string>) => gather(message.data)
    source.onerror = () => {
      wasLost = true
      setState(navigator.onLine ? 'lost' : 'offline')
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, againMs)
    }
  }
  const onOffline = () => setState('offline')
  const onOnline = () => open()
  addEventListener('offline', onOffline)
  addEventListener('online', onOnline)
  open()
  return () => {
    source?.close()
    if (again) clearTimeout(again)
    removeEventListener('offline', onOffline)
    removeEventListener('online', onOnline)
  }
}

/** What an event makes stale: its case, and the lists unless it is only about who is looking. */
export function staleAfter(event: Pick<LiveEvent, 'name' | 'caseId'>): { caseId: string | null; lists: boolean } {
  return { caseId: event.caseId, lists: event.name !== 'presence' }
}

/** Gathers events of a moment, so that a flood is one reading. */
function gatherer(client: QueryClient): (text: string) => void {
  const cases = new Set<string>()
  let lists = false
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = () => {
    timer = null
    if (lists) for (const key of ['cases', 'counts', 'setAside']) void client.invalidateQueries({ queryKey: [key] })
    void client.invalidateQueries({
      queryKey: ['case'],
      predicate: (query) => cases.has((query.state.data as { id?: string } | undefined)?.id ?? ''),
    })
    cases.clear()
    lists = false
  }
  return (text) => {
    const event = read(text)
    if (!event) return
    const stale = staleAfter(event)
    if (stale.caseId) cases.add(stale.caseId)
    lists ||= stale.lists
    // Somebody in danger waits for no others.
    if (event.name === 'case.emergency_raised') {
      if (timer) clearTimeout(timer)
      flush()
    } else timer ??= setTimeout(flush, gatherMs)
  }
}

function read(text: string): LiveEvent | null {
  try {
    return JSON.parse(text) as LiveEvent
  } catch {
    return null
  }
}

function setState(state: Link['state']) {
  if (link.state === state) return
  link = { state, sinceMs: nowMs() }
  for (const listener of listeners) listener()
}
