import type { ExpectationView, Form } from '#contract/portal.ts'
import { Button, PostForm, Radios, TextArea, TextField } from './form.tsx'
import { useReading, weave } from './reading.tsx'
import { timeValues } from './Time.tsx'

/** What the customer expects beside what we can, and the gap between the two. */
export function Expectation({ expectation }: { expectation: ExpectationView }) {
  const { t } = useReading()
  const { result, byWords, changeHref } = expectation
  return (
    <section className="you-asked" aria-label={t('expectation.title')}>
      {result && (
        <p>
          {t('expectation.result')} <q>{result}</q>
        </p>
      )}
      {byWords && (
        <p>
          {t('expectation.unread', { words: byWords })} {changeHref && <a href={changeHref}>{t('change.verb')}</a>}
        </p>
      )}
      <p>
        <Expected expectation={expectation} /> <Ability expectation={expectation} />
      </p>
    </section>
  )
}

function Expected({ expectation: { by, way } }: { expectation: ExpectationView }) {
  const { t, moments } = useReading()
  if (by) return <>{weave(t, 'expectation.by', { ...timeValues(by, moments.values(by)), way: way ?? 'any' })}</>
  return way ? <>{t('expectation.way', { way })}</> : null
}

function Ability({ expectation: { by, way, able, gapMinutes } }: { expectation: ExpectationView }) {
  const { t, moments } = useReading()
  if (!by && !way) return null
  if (!able) return <>{t('expectation.nothing')}</>
  const gap = gapMinutes === null ? null : gapMinutes === 0 ? t('expectation.in_time') : gapText(t, moments.duration(gapMinutes * 60_000))
  return (
    <>
      {way && able.way !== way && <>{t('expectation.other_way', { way })} </>}
      {weave(t, 'expectation.able', { ...timeValues(able.dueAt, moments.values(able.dueAt)), way: able.way })}{' '}
      {gap && <strong>{gap}</strong>}
    </>
  )
}

const gapText = (t: ReturnType<typeof useReading>['t'], gap: string): string => t('expectation.gap', { gap })

/** The fields in which it is said: the result, by when and how, a line each; none has to be filled. */
export function ExpectationFields({ form }: { form: Form<'expected' | 'expectedBy' | 'expectedWay'> }) {
  const { t } = useReading()
  return (
    <>
      <TextField form={form} name="expected" label={t('start.expected')} optional />
      <TextField form={form} name="expectedBy" label={t('start.expected_by')} hint={t('start.expected_by.hint')} optional />
      <Radios
        form={{ ...form, values: { ...form.values, expectedWay: form.values.expectedWay || 'any' } }}
        name="expectedWay"
        legend={t('start.expected_way')}
        className="inline"
        choices={(['any', 'written', 'call'] as const).map((value) => ({ value, label: t(`way.${value}`) }))}
      />
    </>
  )
}

/** On the page of a case: what was said, and the form to say it or change it. */
export function CaseExpectation({ expectation, form }: { expectation: ExpectationView | null; form: OwnViewForm | null }) {
  const { t } = useReading()
  if (!expectation && !form) return null
  return (
    <>
      {expectation && <Expectation expectation={expectation} />}
      {form && (
        <details className="more" open={Object.values(form.errors).some(Boolean) || undefined}>
          <summary>{t(expectation ? 'expectation.change' : 'expectation.say')}</summary>
          <PostForm form={form}>
            <ExpectationFields form={form} />
            <TextArea form={form} name="wentWrong" label={t('start.went_wrong')} rows={2} optional />
            <TextArea form={form} name="putRight" label={t('start.put_right')} rows={2} optional />
            <Button label={t('expectation.submit')} kind="quiet" />
          </PostForm>
        </details>
      )}
    </>
  )
}

type OwnViewForm = Form<'expected' | 'expectedBy' | 'expectedWay' | 'wentWrong' | 'putRight'>
