import type { Proposed } from '#contract/portal.ts'
import { Button, PostForm } from './form.tsx'
import { useReading } from './reading.tsx'

/** What the customer proposed, how it was understood, and why it cannot be promised. */
export function ProposedTime({ proposed }: { proposed: Proposed }) {
  const { t } = useReading()
  return (
    <>
      <p className="you-asked">{t('proposed.line', { words: proposed.words })}</p>
      {proposed.understood && <p className="you-asked">{proposed.understood}</p>}
      {proposed.obstacles.length > 0 && (
        <p className="you-asked">
          <strong>{t('proposed.why')}</strong> {proposed.obstacles.join(' ')}
        </p>
      )}
    </>
  )
}

/** Where none of the nearest fits: a lead reads the proposal, under a promise of its own. */
export function AskLead({ proposed }: { proposed: Proposed }) {
  const { t } = useReading()
  if (!proposed.askLead) return null
  return (
    <section className="choice-lead">
      <p>{t('proposed.lead_hint')}</p>
      <PostForm form={proposed.askLead}>
        <Button label={t('proposed.lead')} kind="quiet" />
      </PostForm>
    </section>
  )
}
