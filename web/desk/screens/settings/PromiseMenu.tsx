import type { ReactNode } from 'react'
import { usePerson } from '../../people/me.ts'
import { MenuPage } from '../../promises/menu/MenuPage.tsx'

/** The promise menu, for the person who is here. */
export function PromiseMenu(): ReactNode {
  const { role } = usePerson()
  return <MenuPage role={role} />
}
