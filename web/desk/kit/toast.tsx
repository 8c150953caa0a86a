import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { codeOf, isRefusal } from '../client.ts'
import { Icon } from './icons.tsx'
import { t } from './language.ts'

const manager = Toast.createToastManager()
let lastUndo: { id: string; run: () => void } | null = null

/** How long a deed may be taken back. */
export const undoMs = 10_000

/** Says what was done, with a way back for ten seconds if `undo` is given. */
export function sayDone(title: string, undo?: () => void): void {
  const id = manager.add({
    title,
    timeout: undo ? undoMs : 5000,
    ...(undo ? { actionProps: { children: t('desk.undo'), onClick: () => undoLast(id) } } : {}),
    onRemove: () => {
      if (lastUndo?.id === id) lastUndo = null
    },
  })
  if (undo) lastUndo = { id, run: undo }
}

/** Takes back the last deed while its ten seconds last. */
export function undoLast(id?: string): void {
  if (!lastUndo || (id && lastUndo.id !== id)) return
  const { id: own, run } = lastUndo
  lastUndo = null
  manager.close(own)
  run()
}

/** Says what was refused, in the server's words, and that nothing typed is lost. */
export function sayRefused(error: unknown): void {
  const [title, text] = [refusalTitle(error), refusalText(error)]
  manager.add({ title, ...(text === title ? {} : { description: text }), timeout: 12_000, type: 'refused', priority: 'high' })
}

/** Takes away everything that was said: who comes in starts with a clean shelf. */
export function clearShelf(): void {
  manager.close()
}

/** The headline of a refusal. */
export function refusalTitle(error: unknown): string {
  if (!isRefusal(error)) return t('desk.refused.title')
  if (error.problem.status === 0) return t('desk.refused.offline')
  if (isSignedOut(error)) return t('desk.refused.signedOut')
  return error.problem.title || t('desk.refused.title')
}

/** The sentence of a refusal; with the number to ask about when it is our fault. */
export function refusalText(error: unknown): string {
  if (!isRefusal(error)) return t('desk.refused.text')
  if (error.problem.status === 0) return t('desk.refused.offlineText')
  if (isSignedOut(error)) return t('desk.refused.signedOutText')
  const { detail, traceId, status } = error.problem
  return status >= 500 && traceId
    ? `${detail || t('desk.refused.text')} ${t('desk.refused.trace', { id: traceId })}`
    : detail || t('desk.refused.text')
}

// The server's words for it speak to programs too.
const isSignedOut = (error: unknown): boolean => codeOf(error) === 'unauthorised'

/** The shelf on which what was said lies; F6 reaches it, and it waits while touched. */
export function ToastShelf({ children }: { children: ReactNode }): ReactNode {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          className="fixed top-15 right-3 z-50 flex w-[min(20.5rem,calc(100vw-1.5rem))] flex-col gap-2"
          data-region="toasts"
          aria-label={t('desk.region.toasts')}
        >
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts(): ReactNode {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    // Left to itself, the shelf hides what is urgent from readers although it can take the focus.
    <Toast.Root
      key={toast.id}
      toast={toast}
      aria-hidden={false}
      className="sheet px-4 py-3 data-ending-style:opacity-0 data-limited:hidden"
    >
      <Toast.Content className="flex items-start gap-3">
        {toast.type === 'refused' ? <Icon name="warn" /> : <Icon name="check" />}
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-medium" />
          <Toast.Description className="mt-0.5 text-xs text-ink-2" />
        </div>
        <Toast.Action className="button small" />
        <Toast.Close className="button quiet icon small" aria-label={t('desk.close')}>
          <Icon name="close" size={14} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
