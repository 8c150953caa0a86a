import type { Proposed } from '#contract/portal.ts'
import { useReading } from './reading.tsx'

/** The time the customer proposed, and why it cannot be promised. */
export function ProposedTime({ proposed }: { proposed: Proposed }) {
  const { t } = useReading()
  return (
    <>
      <p className="you-asked">{t('proposed.line', { words: proposed.words })}</p>
      {proposed.obstacles.length > 0 && (
        <p className="you-asked">
          <strong>{t('proposed.why')}</strong> {proposed.obstacles.join(' ')}
        </p>
      )}
    </>
  )
}
