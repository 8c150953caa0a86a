import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { CommandButton } from '../keys/CommandButton.tsx'
import { ariaKeys, capOf } from '../keys/keymap.ts'
import { isMac } from '../keys/KeyLayer.tsx'
import { runCommand, useReadyCommands } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import type { IconName } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { MenuList } from '../kit/MenuList.tsx'
import type { PromiseRow } from './clock.ts'

/** The deeds of the promise menu in their order: keep, move, give more, stop, let go, ask why. */
const deeds: readonly (readonly [string, IconName])[] = [
  ['reply', 'answered'],
  ['recordCall', 'phone'],
  ['movePromise', 'move'],
  ['extraPromise', 'plus'],
  ['resumePromise', 'play'],
  ['pausePromise', 'pause'],
  ['releasePromise', 'release'],
  ['whyOffered', 'why'],
  ['whyNot', 'why'],
  ['promiseHistory', 'all'],
]

interface ActionsProps {
  form: PromiseRow['form']
  isMenuOpen: boolean
  onMenu: (isOpen: boolean) => void
}

/** The deeds on what is promised: the usual ones as buttons, all of them in the menu that P opens. */
export function PromiseActions({ form, isMenuOpen, onMenu }: ActionsProps): ReactNode {
  const isCall = form === 'call'
  return (
    <>
      <CommandButton command="recordCall" icon="phone" small primary />
      <CommandButton command="reply" small primary={!isCall} label={t('desk.promise.answerNow')} />
      <CommandButton command="movePromise" icon="move" small />
      <span className="flex gap-2 max-narrow:hidden">
        <CommandButton command="resumePromise" icon="play" small />
        <CommandButton command="pausePromise" icon="pause" small />
        <span className="flex max-[90rem]:hidden">
          <CommandButton command="extraPromise" icon="plus" small />
        </span>
      </span>
      <PromiseMenu isOpen={isMenuOpen} onOpen={onMenu} />
    </>
  )
}

function PromiseMenu({ isOpen, onOpen }: { isOpen: boolean; onOpen: (isOpen: boolean) => void }): ReactNode {
  const ready = useReadyCommands()
  const able = deeds.filter(([command]) => ready.has(command))
  if (able.length === 0) return null
  return (
    <Menu.Root open={isOpen} onOpenChange={onOpen}>
      <Menu.Trigger className="button quiet small" aria-keyshortcuts={ariaKeys('promise', isMac)}>
        {t('desk.promise.more')}
        <kbd aria-hidden="true" className="max-narrow:hidden">
          {capOf('p', isMac)}
        </kbd>
        <Icon name="down" size={14} />
      </Menu.Trigger>
      <MenuList>
        {able.map(([command, icon]) => (
          // After the menu has closed and the focus is back, so that what opens next may take it.
          <Menu.Item key={command} className="menu-item" onClick={() => setTimeout(() => runCommand(command), 0)}>
            <Icon name={icon} size={16} />
            {ready.get(command)?.label ?? t(`desk.promise.deed.${command}`)}
          </Menu.Item>
        ))}
      </MenuList>
    </Menu.Root>
  )
}
