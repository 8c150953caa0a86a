import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call, codeOf } from '../client.ts'
import { t } from '../kit/language.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'
import type { Mode } from './draft.ts'
import { refresh } from './queries.ts'
import type { Case } from './queries.ts'
import type { MessageRow } from './MessageView.tsx'

const undoSeconds = 10

interface SendingHands {
  onSent: (as: Mode) => void
  onUndone: (text: string, as: Mode) => void
}

/** Sends what was written; what went wrong leaves the words where they are, and for ten seconds they can be called back. */
export function useSending(id: string, view: Case, hands: SendingHands) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [meanwhile, setMeanwhile] = useState<MessageRow[] | null>(null)
  const pressed = useRef<{ words: string; key: string } | null>(null)

  const undo = (message: MessageRow, as: Mode, text: string) =>
    undoMessage(message.id)
      .then((back) => hands.onUndone(back.text || text, back.as || as))
      .catch(sayRefused)
      .finally(() => void refresh(client, id))

  const send = async (text: string, as: Mode, seen: string | undefined = newestOf(view)?.id) => {
    setBusy(true)
    try {
      const message = await post(view.id, text, as, seen, keyFor(pressed, `${as} ${seen} ${text}`))
      pressed.current = null
      setMeanwhile(null)
      hands.onSent(as)
      if (as === 'note') sayDone(t('desk.sent.note'))
      else sayDone(t(`desk.sent.${as}`), () => void undo(message, as, text))
    } catch (error) {
      if (codeOf(error) !== 'cases.answered_meanwhile') return sayRefused(error)
      setMeanwhile(await newerThan(client, id, view.id, seen))
    } finally {
      setBusy(false)
      void refresh(client, id)
    }
  }
  return { send, busy, meanwhile, undo, leave: () => setMeanwhile(null) }
}

/** Calls a message back within its seconds and gives its words. */
export function undoMessage(id: string): Promise<{ text: string; as: Mode }> {
  return call<{ text: string; as: Mode }>(`/messages/${id}`, { method: 'DELETE' })
}

/** The newest message of a case. */
export function newestOf(view: Case): MessageRow | undefined {
  return view.messages.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)).at(-1)
}

function post(caseId: string, text: string, as: Mode, seenMessageId: string | undefined, key: string): Promise<MessageRow> {
  if (as === 'answer') return call(`/cases/${caseId}/answer`, { method: 'PUT', key, body: { text, undoSeconds, seenMessageId } })
  const wait = as === 'update' ? { undoSeconds } : {}
  return call(`/cases/${caseId}/messages`, { method: 'POST', key, body: { text, as, seenMessageId, ...wait } })
}

/** The same words pressed again are the same deed: a double click or a retry sends one message. */
function keyFor(pressed: { current: { words: string; key: string } | null }, words: string): string {
  if (pressed.current?.words !== words) pressed.current = { words, key: crypto.randomUUID() }
  return pressed.current.key
}

async function newerThan(
  client: ReturnType<typeof useQueryClient>,
  id: string,
  caseId: string,
  seen: string | undefined,
): Promise<MessageRow[]> {
  const fresh = await call<Case>(`/cases/${caseId}`)
  client.setQueryData(['case', id], fresh)
  const index = fresh.messages.findIndex((message) => message.id === seen)
  return fresh.messages.slice(index + 1)
}
