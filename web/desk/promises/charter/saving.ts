import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OwnTexts } from '#contract/charter.ts'
import { call, codeOf } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { sayDone } from '../../kit/toast.tsx'
import { sameTexts } from './charterDraft.ts'
import type { Charter } from './queries.ts'

/** The company's words as they are typed, saved against the version that was read; where somebody else saved meanwhile both are there. */
export function useTexts(charter: Charter) {
  const client = useQueryClient()
  const [base, setBase] = useState(charter.texts)
  const [texts, setTexts] = useState<OwnTexts>(charter.texts.own)
  const [theirs, setTheirs] = useState<Charter['texts'] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isDirty = !sameTexts(texts, base.own)
  const read = async () => {
    const now = await call<Charter>('/charter')
    client.setQueryData(['charter'], now)
    return now.texts
  }
  const save = () => {
    if (busy || !isDirty) return
    setBusy(true)
    setError(null)
    call('/charter/texts', { method: 'PUT', body: { texts, version: (theirs ?? base).version } })
      .then(async () => {
        const saved = await read()
        setBase(saved)
        setTexts(saved.own)
        setTheirs(null)
        sayDone(t('desk.charter.saved'))
      })
      .catch(async (refused: unknown) => {
        if (codeOf(refused) === 'promises.charter_changed') return setTheirs(await read())
        setError(refused)
      })
      .finally(() => setBusy(false))
  }
  const take = (saved: Charter['texts']) => {
    setBase(saved)
    setTexts(saved.own)
    setTheirs(null)
  }
  return { texts, setTexts, isDirty, theirs, error, busy, save, reset: () => take(base), takeTheirs: () => take(theirs ?? base) }
}
