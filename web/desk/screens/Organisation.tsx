import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CasesOf } from '../cases/CasesOf.tsx'
import { OrganisationPage } from '../customers/OrganisationPage.tsx'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { Part } from '../kit/Page.tsx'
import { usePerson } from '../people/me.ts'
import { Agreements } from '../promises/agreements/Agreements.tsx'

const route = getRouteApi('/shell/organisations/$id')

/** One organisation with its cases; other rooms' panels stand beside them. */
export function Organisation(): ReactNode {
  const { id } = route.useParams()
  const { staff, role, shop } = usePerson()
  const now = useNow()
  return (
    <OrganisationPage key={id} id={id} people={staff} mayChange={role !== 'agent'}>
      {(organisation) => (
        <>
          <CasesOf organisationId={organisation.id} zone={shop.zone} now={now} />
          <Part
            title={t('desk.agreement.title')}
            deed={
              <Link to="/organisations/$id/review" params={{ id }} className="link min-h-7">
                {t('desk.review.short')}
              </Link>
            }
          >
            <Agreements organisationId={organisation.id} role={role} zone={shop.zone} />
          </Part>
        </>
      )}
    </OrganisationPage>
  )
}
