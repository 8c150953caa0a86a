import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { t } from './language.ts'

interface SheetProps { open: boolean; onClose: () => void; title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }

/** A dialog with a title and a way out; focus goes in and comes back by itself. */
export function Sheet({ open, onClose, title, lead, children, wide }: SheetProps): ReactNode {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop z-40" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto px-3 pt-[8vh] pb-6">
          <Dialog.Popup className={`sheet flex w-full flex-col ${wide ? 'max-w-2xl' : 'max-w-lg'}`}>
            <div className="flex items-start justify-between gap-4 p-5 pb-0">
              <div>
                <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
                {lead ? <Dialog.Description render={<div />} className="mt-1 text-ink-2">{lead}</Dialog.Description> : null}
              </div>
              <Dialog.Close className="button quiet icon small" aria-label={t('desk.close')}><Icon name="close" /></Dialog.Close>
            </div>
            <div className="p-5">{children}</div>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
