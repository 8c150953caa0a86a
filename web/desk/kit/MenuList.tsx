import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'

/** Menus open inside the main landmark, so that readers who walk by landmarks meet them. */
const main = {
  get current() {
    return document.getElementById('main')
  },
}

/** The floating list of a menu: where it opens and how it looks. */
export function MenuList({ children, align = 'start' }: { children: ReactNode; align?: 'start' | 'end' }): ReactNode {
  return (
    <Menu.Portal container={main}>
      <Menu.Positioner sideOffset={6} align={align} className="z-40">
        <Menu.Popup className="menu">{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}
