import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { runCommand, useReadyCommands } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import type { IconName } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { MenuList } from '../kit/MenuList.tsx'
import { Face } from '../kit/states.tsx'
import { usePerson } from './me.ts'

const items: { command: string; icon: IconName }[] = [
  { command: 'theme', icon: 'moon' },
  { command: 'density', icon: 'rows' },
  { command: 'relative', icon: 'eye' },
  { command: 'customerValue', icon: 'eye' },
  { command: 'keys', icon: 'keys' },
  { command: 'signOut', icon: 'out' },
]

/** The person's own menu: look, keys, the way out. */
export function PersonMenu(): ReactNode {
  const person = usePerson()
  const ready = useReadyCommands()
  return (
    <Menu.Root>
      <Menu.Trigger className="button quiet icon" aria-label={t('desk.person', { name: person.name })}>
        <Face name={person.name} />
      </Menu.Trigger>
      <MenuList align="end">
        <div className="px-2.5 py-2">
          <p className="font-medium">{person.name}</p>
          <p className="text-xs text-ink-3">{t(`desk.role.${person.role}`)}</p>
        </div>
        <Menu.Separator className="my-1 h-px bg-line" />
        {items.map(({ command, icon }) => (
          <Menu.Item key={command} className="menu-item" onClick={() => runCommand(command)}>
            <Icon name={icon} />
            {ready.get(command)?.label ?? t(`desk.command.${command}`)}
          </Menu.Item>
        ))}
        <Menu.Item className="menu-item" onClick={() => runCommand('letters')}>
          <Icon name="keys" />
          {t(`desk.letters.switch.${person.shortcuts}`)}
        </Menu.Item>
      </MenuList>
    </Menu.Root>
  )
}
