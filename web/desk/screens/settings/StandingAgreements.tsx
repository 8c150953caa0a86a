import type { ReactNode } from 'react'
import { usePerson } from '../../people/me.ts'
import { AgreementsPage } from '../../promises/agreements/AgreementsPage.tsx'

/** All standing levels, for the person who is here. */
export function StandingAgreements(): ReactNode {
  const { role, shop } = usePerson()
  return <AgreementsPage role={role} zone={shop.zone} />
}
