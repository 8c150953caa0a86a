import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ReviewPage } from '../customers/review/ReviewPage.tsx'
import { daysOf } from '../customers/span.ts'
import { useNow } from '../kit/now.ts'
import { usePerson } from '../people/me.ts'

const route = getRouteApi('/shell/organisations/$id/review')

/** The joint review of an organisation, for the days in the address. */
export function Review(): ReactNode {
  const { shop } = usePerson()
  const { id } = route.useParams()
  const navigate = useNavigate()
  const days = daysOf(route.useSearch(), shop.zone, useNow())
  return (
    <ReviewPage
      organisationId={id}
      days={days}
      zone={shop.zone}
      onDays={(search) => void navigate({ to: '/organisations/$id/review', params: { id }, search, replace: true })}
    />
  )
}
