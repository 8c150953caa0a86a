import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from './language.ts'
import { Sheet } from './Sheet.tsx'

export interface EditSheetProps {
  open: boolean
  onClose: () => void
  title: string
  lead?: ReactNode
  wide?: boolean
  calm?: boolean
  /** Makes the form; it says when something is typed that is not saved, and when it is done. */
  form: (tell: { onDirty: (isDirty: boolean) => void; onDone: () => void }) => ReactNode
}

/** A dialog with a form: with something unsaved it asks before it closes. */
export function EditSheet({ open, onClose, form, ...sheet }: EditSheetProps): ReactNode {
  const [isDirty, setDirty] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const leave = () => {
    setDirty(false)
    setAsking(false)
    onClose()
  }
  return (
    <Sheet open={open} onClose={() => (isDirty ? setAsking(true) : leave())} {...sheet}>
      {isAsking ? (
        <div role="alert" className="mb-4 flex flex-wrap items-center gap-2 rounded-control border border-line-strong bg-sunken p-3">
          <span className="flex-1">{t('desk.unsaved.lead')}</span>
          <button type="button" className="button small" onClick={() => setAsking(false)}>
            {t('desk.unsaved.stay')}
          </button>
          <button type="button" className="button small" onClick={leave}>
            {t('desk.unsaved.leave')}
          </button>
        </div>
      ) : null}
      {open ? form({ onDirty: setDirty, onDone: leave }) : null}
    </Sheet>
  )
}
