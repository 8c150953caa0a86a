import type { ReactNode } from 'react'
import type { Message } from '#contract/cases.ts'
import type { Wire } from '../client.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'

/** Whether our mail got there: a failure is said loudly and in words, success quietly. */
export function DeliveryMark({ delivery, isPending }: { delivery: Wire<Message>['delivery']; isPending: boolean }): ReactNode {
  if (!delivery || isPending) return null
  if (delivery.state === 'failed') {
    return (
      <p className="mt-2 flex items-start gap-2 rounded-chip bg-late-soft px-2.5 py-1.5 text-xs text-late-text">
        <Icon name="warn" size={16} />
        <span>
          <strong>{t('desk.delivery.failed', { to: delivery.to })}</strong>{' '}
          {delivery.detail ? t('desk.delivery.because', { detail: delivery.detail }) : ''} {t('desk.delivery.failedNext')}
        </span>
      </p>
    )
  }
  const words =
    delivery.state === 'withheld'
      ? t('desk.delivery.withheld', { detail: delivery.detail ?? '' })
      : t(`desk.delivery.${delivery.state}`, { to: delivery.to })
  return <p className="mt-1.5 text-xs text-ink-3">{words}</p>
}
