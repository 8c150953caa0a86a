import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A command as the palette offers it: what runs, what it is called here, and what to choose from, if anything. */
export interface Ready {
  run: () => void
  /** In place of the command's usual name, when the moment says more. */
  label?: string
  choices?: { id: string; label: string; run: () => void }[]
}

let ready: ReadonlyMap<string, Ready> = new Map()
const stacks = new Map<string, Ready[]>()
const listeners = new Set<() => void>()

/** The commands that can run now; the latest to register wins. */
export function readyCommands(): ReadonlyMap<string, Ready> {
  return ready
}

/** The same, followed by a component. */
export function useReadyCommands(): ReadonlyMap<string, Ready> {
  return useSyncExternalStore(subscribe, readyCommands)
}

/** Makes a command run `run` as long as the component lives; null keeps it away. */
export function useCommand(id: string, run: (() => void) | null, more: Omit<Ready, 'run'> = {}): void {
  const latest = useRef({ run, more })
  latest.current = { run, more }
  const isOn = run !== null
  const { label } = more
  useEffect(() => {
    if (!isOn) return undefined
    const own: Ready = {
      run: () => latest.current.run?.(),
      get choices() {
        return latest.current.more.choices ?? []
      },
    }
    if (label) own.label = label
    stacks.set(id, [...(stacks.get(id) ?? []), own])
    publish()
    return () => {
      stacks.set(
        id,
        (stacks.get(id) ?? []).filter((entry) => entry !== own),
      )
      publish()
    }
  }, [id, isOn, label])
}

/** Runs a command if it can run now. */
export function runCommand(id: string): void {
  ready.get(id)?.run()
}

function publish() {
  const tops = [...stacks]
    .map(([id, stack]) => [id, stack.at(-1)] as const)
    .filter((entry): entry is readonly [string, Ready] => entry[1] !== undefined)
  ready = new Map(tops)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
