import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../kit/language.ts'
import { Bones, Failed } from '../../kit/states.tsx'
import { AgreementCard } from './AgreementCard.tsx'
import { ProposeSheet } from './ProposeSheet.tsx'
import { useAgreements } from './queries.ts'
import type { Wanted } from './queries.ts'

interface AgreementsProps extends Wanted {
  /** The role of whoever looks: leads and above propose. */
  role: string
  /** The zone in which times are told. */
  zone: string
}

/** The standing levels of an organisation or a person (or of everybody), each with its versions and what can be done; and the way to a new one. */
export function Agreements({ organisationId, customerId, state, role, zone }: AgreementsProps): ReactNode {
  const { data, error, isPending, refetch } = useAgreements({ organisationId, customerId, state })
  const [isProposing, setProposing] = useState(false)
  if (isPending) return <Bones rows={3} />
  if (!data) return <Failed error={error} again={() => void refetch()} />
  return (
    <section aria-label={t('desk.agreement.title')} className="flex flex-col gap-4">
      {data.length === 0 ? <p className="text-ink-2">{t(state ? 'desk.agreement.noneSuch' : 'desk.agreement.none')}</p> : null}
      {data.map((agreement) => (
        <AgreementCard key={agreement.id} agreement={agreement} zone={zone} />
      ))}
      {role === 'agent' ? null : (
        <button type="button" className="button self-start" onClick={() => setProposing(true)}>
          {t('desk.agreement.propose')}
        </button>
      )}
      <ProposeSheet
        isOpen={isProposing}
        onClose={() => setProposing(false)}
        party={{ organisationId, customerId }}
        agreement={null}
        zone={zone}
      />
    </section>
  )
}
