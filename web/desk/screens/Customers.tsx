import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CustomersPage } from '../customers/CustomersPage.tsx'
import { usePerson } from '../people/me.ts'

const route = getRouteApi('/shell/customers')

/** People and organisations; the words looked for are in the address. */
export function Customers(): ReactNode {
  const { q = '' } = route.useSearch()
  const { shop } = usePerson()
  const navigate = useNavigate()
  return (
    <CustomersPage
      words={q}
      onWords={(words) => void navigate({ to: '/customers', search: words ? { q: words } : {}, replace: true })}
      zone={shop.zone}
    />
  )
}
