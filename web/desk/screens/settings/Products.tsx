import type { ReactNode } from 'react'
import { usePerson } from '../../people/me.ts'
import { ProductsPage } from '../../value/ProductsPage.tsx'

/** What the company sells, for the person who is here. */
export function Products(): ReactNode {
  const { role } = usePerson()
  return <ProductsPage mayChange={role === 'manager' || role === 'admin'} />
}
