import { useRef, useState } from 'react'
import { codeOf, isRefusal } from '../client.ts'

interface Saving<Kept extends { version: number }> {
  /** The version that was read; null for something new. */
  base: Kept | null
  send: (version: number | undefined, key: string) => Promise<unknown>
  /** Reads what is saved now, after somebody else saved. */
  reread: () => Promise<Kept | null>
  /** The code by which the server says that the version is old. */
  stale: string
  onDone: () => void
}

/** Saves against the version that was read. When somebody else saved meanwhile, `theirs` is there until one of both is chosen; nothing typed is lost. */
export function useSaving<Kept extends { version: number }>({ base, send, reread, stale, onDone }: Saving<Kept>) {
  const key = useRef(crypto.randomUUID())
  const [known, setKnown] = useState(base)
  const [theirs, setTheirs] = useState<Kept | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const save = () => {
    if (busy) return
    setBusy(true)
    setError(null)
    send((theirs ?? known)?.version, key.current)
      .then(onDone)
      .catch(async (refused: unknown) => {
        // A changed form is another deed: the next press gets its own key.
        key.current = crypto.randomUUID()
        const now = codeOf(refused) === stale ? await reread().catch(() => null) : null
        if (now) setTheirs(now)
        else setError(refused)
      })
      .finally(() => setBusy(false))
  }
  const takeTheirs = (): Kept | null => {
    const taken = theirs ?? known
    setKnown(taken)
    setTheirs(null)
    return taken
  }
  return { known, theirs, error, busy, save, takeTheirs }
}

/** What the server says about a field, for the place beside it; `codes` are refusals that are about this field as a whole. */
export function faultOf(error: unknown, field: string, codes: readonly string[] = []): string | undefined {
  if (!isRefusal(error)) return undefined
  const { code, detail, errors } = error.problem
  if (codes.includes(code)) return detail
  return errors.find(({ pointer }) => pointer === field || pointer.endsWith(`/${field}`))?.detail
}
