import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../client.ts'
import { nowMs } from '../kit/now.ts'

export type Mode = 'answer' | 'update' | 'note'
export interface Draft {
  text: string
  as: Mode
}
export type Saving = { state: 'empty' | 'saving' } | { state: 'saved' | 'device'; atMs: number }

const saveAfterMs = 1_000
const againMs = 10_000

/** The words being written for a case: on this device at every key, on the server a second after the last one. */
export function useDraft(caseId: string, stored: { text: string; as: Mode; savedAt: string | null } | null) {
  const [draft, setDraft] = useState<Draft>(() => onDevice(caseId) ?? { text: stored?.text ?? '', as: stored?.as ?? 'answer' })
  const [saving, setSaving] = useState<Saving>(() =>
    stored?.savedAt ? { state: 'saved', atMs: Date.parse(stored.savedAt) } : { state: 'empty' },
  )
  const unsaved = useRef<Draft | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const save = useCallback(() => {
    const words = unsaved.current
    if (!words) return
    unsaved.current = null
    call(`/cases/${caseId}/draft`, { method: 'PUT', body: words }).then(
      () => {
        if (!unsaved.current) {
          forget(caseId)
          setSaving(words.text === '' ? { state: 'empty' } : { state: 'saved', atMs: nowMs() })
        }
      },
      () => {
        unsaved.current ??= words
        setSaving({ state: 'device', atMs: nowMs() })
        timer.current = setTimeout(save, againMs)
      },
    )
  }, [caseId])

  const write = useCallback(
    (next: Draft) => {
      setDraft(next)
      unsaved.current = next
      keep(caseId, next)
      setSaving({ state: 'saving' })
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(save, saveAfterMs)
    },
    [caseId, save],
  )

  /** After sending: nothing is left to save, here or there. */
  const clear = useCallback(
    (as: Mode) => {
      if (timer.current) clearTimeout(timer.current)
      unsaved.current = { text: '', as }
      setDraft({ text: '', as })
      save()
    },
    [save],
  )

  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      save()
    },
    [save],
  )
  useAdopt(stored, draft, unsaved, setDraft)
  return { draft, write, clear, saving }
}

/** Words written on another device come in as long as nothing is being written on this one. */
function useAdopt(
  stored: { text: string; as: Mode } | null,
  draft: Draft,
  unsaved: { current: Draft | null },
  setDraft: (draft: Draft) => void,
): void {
  const text = stored?.text ?? ''
  const as = stored?.as ?? 'answer'
  const known = useRef(text)
  useEffect(() => {
    const isNews = text !== known.current
    known.current = text
    if (isNews && !unsaved.current && draft.text === '') setDraft({ text, as })
  }, [text, as])
}

function place(caseId: string): string {
  return `kept.draft.${caseId}`
}

function keep(caseId: string, draft: Draft) {
  try {
    localStorage.setItem(place(caseId), JSON.stringify(draft))
  } catch {
    // The server's copy a second later is then the only one.
  }
}

function forget(caseId: string) {
  try {
    localStorage.removeItem(place(caseId))
  } catch {
    // Nothing was kept.
  }
}

function onDevice(caseId: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(place(caseId)) ?? 'null') as Draft | null
  } catch {
    return null
  }
}
