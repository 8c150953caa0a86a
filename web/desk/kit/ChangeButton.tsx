import { useState } from 'react'
import type { ReactNode } from 'react'
import { EditSheet, type EditSheetProps } from './EditSheet.tsx'
import { Icon } from './icons.tsx'
import { t } from './language.ts'

/** Changes what the page is about, in a sheet of its own. */
export function ChangeButton(sheet: Pick<EditSheetProps, 'title' | 'lead' | 'form'>): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        <Icon name="edit" />
        {t('desk.change')}
      </button>
      <EditSheet open={isOpen} onClose={() => setOpen(false)} {...sheet} />
    </>
  )
}
