import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { t } from './language.ts'

interface SheetProps {
  open: boolean
  onClose: () => void
  title: string
  lead?: ReactNode
  children: ReactNode
  wide?: boolean
  calm?: boolean
}

/** A dialog with a title and a way out; focus goes to its first field (`calm`: to the dialog itself) and comes back by itself. */
export function Sheet({ open, onClose, title, lead, children, wide, calm }: SheetProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop z-40" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto px-3 pt-[8vh] pb-6">
          <Dialog.Popup
            ref={popup}
            {...(calm ? { initialFocus: popup } : {})}
            className={`sheet relative flex w-full flex-col ${wide ? 'max-w-2xl' : 'max-w-lg'}`}
          >
            <div className="p-5 pr-14 pb-0">
              <div>
                <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
                {lead ? (
                  <Dialog.Description render={<div />} className="mt-1 text-ink-2">
                    {lead}
                  </Dialog.Description>
                ) : null}
              </div>
            </div>
            <div className="p-5">{children}</div>
            <Dialog.Close className="button quiet icon small absolute top-4 right-4" aria-label={t('desk.close')}>
              <Icon name="close" />
            </Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
