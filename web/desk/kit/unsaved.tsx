import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { t } from './language.ts'
import { Sheet } from './Sheet.tsx'

/** Asks before a page with unsaved changes is left; place it anywhere on that page. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }): ReactNode {
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: () => isDirty, withResolver: true })
  return (
    <Sheet open={status === 'blocked'} onClose={() => reset?.()} title={t('desk.unsaved.title')} lead={t('desk.unsaved.lead')} calm>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button primary" onClick={() => reset?.()}>
          {t('desk.unsaved.stay')}
        </button>
        <button type="button" className="button" onClick={() => proceed?.()}>
          {t('desk.unsaved.leave')}
        </button>
      </div>
    </Sheet>
  )
}
