import type { CasePage, PromiseView } from '#contract/portal.ts'
import { Button, PostForm } from './form.tsx'
import { AsAgreed, Cited, LateNext, StateChip, StatusText } from './PromiseCard.tsx'
import { useReading } from './reading.tsx'
import { SentenceText } from './Sentence.tsx'

/** What is promised beside the answer, each a whole sentence with its state. */
export function AlsoPromised({ promises }: { promises: PromiseView[] }) {
  const { t } = useReading()
  if (promises.length === 0) return null
  return (
    <section aria-labelledby="beside-title">
      <h2 id="beside-title">{t('beside.title')}</h2>
      <ul className="cases">
        {promises.map((promise) => (
          <li key={promise.way} data-promise={promise.state}>
            <span className="promise-small">
              <SentenceText promised={promise} />
            </span>
            <span className="case-promise">
              <StateChip promise={promise} /> <StatusText promise={promise} />
            </span>
            <LateNext promise={promise} />
            <Cited promise={promise} />
            <AsAgreed promise={promise} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What else can be asked for, each with the time we would promise and one button. */
export function Extras({ extras }: { extras: CasePage['extras'] }) {
  const { t } = useReading()
  const { items, problem } = extras
  if (items.length === 0 && !problem) return null
  return (
    <section aria-labelledby="extras-title">
      <h2 id="extras-title">{t('extras.title')}</h2>
      {problem && (
        <div className="problem" role="alert" tabIndex={-1} autoFocus id="problem">
          <p className="problem-title">{t(`extras.${problem}`)}</p>
        </div>
      )}
      <ul className="cases">
        {items.map(({ way, dueAt, form }) => (
          <li key={way} className="extra">
            <span className="promise-small" id={`extra-${way}`}>
              <SentenceText promised={{ way, dueAt }} />
            </span>
            <PostForm form={form} className="button-form">
              <Button label={t(`extras.${way}`)} kind="quiet" describedBy={`extra-${way}`} />
            </PostForm>
          </li>
        ))}
      </ul>
    </section>
  )
}
