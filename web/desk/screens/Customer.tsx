import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { NewCase } from '../cases/NewCase.tsx'
import { CustomerPage } from '../customers/CustomerPage.tsx'
import type { Person } from '../customers/queries.ts'
import { useCommand } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { Part } from '../kit/Page.tsx'
import { usePerson } from '../people/me.ts'
import { Agreements } from '../promises/agreements/Agreements.tsx'

const route = getRouteApi('/shell/customers/$id')

/** One person, and a case opened for them. */
export function Customer(): ReactNode {
  const { id } = route.useParams()
  const { shop, role } = usePerson()
  const now = useNow()
  return (
    <CustomerPage key={id} id={id} now={now} zone={shop.zone} newCase={(person) => <CaseFor person={person} />}>
      <Part title={t('desk.agreement.title')}>
        <Agreements customerId={id} role={role} zone={shop.zone} />
      </Part>
    </CustomerPage>
  )
}

function CaseFor({ person }: { person: Person }): ReactNode {
  const { teams } = usePerson()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  useCommand('newCase', isOpen ? null : () => setOpen(true))
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {t('desk.customer.newCase')}
      </button>
      <NewCase
        open={isOpen}
        onClose={() => setOpen(false)}
        onOpened={(number) => void navigate({ to: '/cases/$id', params: { id: number } })}
        teams={teams}
        customer={person}
      />
    </>
  )
}
