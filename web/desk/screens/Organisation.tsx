import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CasesOf } from '../cases/CasesOf.tsx'
import { OrganisationPage } from '../customers/OrganisationPage.tsx'
import { useNow } from '../kit/now.ts'
import { usePerson } from '../people/me.ts'

const route = getRouteApi('/shell/organisations/$id')

/** One organisation with its cases; other rooms' panels stand beside them. */
export function Organisation(): ReactNode {
  const { id } = route.useParams()
  const { staff, role, shop } = usePerson()
  const now = useNow()
  return (
    <OrganisationPage key={id} id={id} people={staff} mayChange={role !== 'agent'}>
      {(organisation) => <CasesOf organisationId={organisation.id} zone={shop.zone} now={now} />}
    </OrganisationPage>
  )
}
