import { useSyncExternalStore } from 'react'

/** What a person sets on this device; the keys setting lives with the person on the server. */
export interface Settings {
  theme: 'system' | 'light' | 'dark'
  density: 'comfortable' | 'compact'
  /** Clock times only: relative times that change by themselves are hidden (WCAG 2.2.2). */
  relative: 'shown' | 'hidden'
  /** What customers spend: hidden on a screen that others look at too. */
  value: 'shown' | 'hidden'
  sidebar: 'open' | 'icons'
  panel: 'open' | 'closed'
}

const place = 'kept.desk'
const initial: Settings = { theme: 'system', density: 'comfortable', relative: 'shown', value: 'shown', sidebar: 'open', panel: 'open' }
let current: Settings = { ...initial, ...read() }
const listeners = new Set<() => void>()

/** The settings of this device, and their changes. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, settings)
}

export function settings(): Settings {
  return current
}

/** Changes settings, remembers them and dresses the page. */
export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(place, JSON.stringify(current))
  } catch {
    // A private window may refuse storage; the setting then lasts as long as the page.
  }
  dress()
  for (const listener of listeners) listener()
}

/** Writes theme and density on the root element. */
export function dress(): void {
  const root = document.documentElement
  if (current.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = current.theme
  root.dataset['density'] = current.density
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}
