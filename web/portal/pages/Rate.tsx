import type { RatedPage, RatePage } from '#contract/portal.ts'
import { Button, fieldId, PostForm, Radios, TextArea } from '../parts/form.tsx'
import { useReading } from '../parts/reading.tsx'
import { BackToCase } from '../parts/Step.tsx'

/** P10, then: one question with words at both ends, and free words. */
export function Rate({ page }: { page: RatePage }) {
  const { t } = useReading()
  const { form } = page
  return (
    <>
      <BackToCase href={page.case.href} number={page.case.number} />
      <PostForm form={form}>
        <fieldset className="scores" id={fieldId('score')} tabIndex={form.errors.score ? -1 : undefined}>
          <legend>
            <h1>{t('rate.title')}</h1>
          </legend>
          {form.errors.score && <p className="error">{form.errors.score}</p>}
          <div className="score-row">
            {['1', '2', '3', '4', '5'].map((score) => (
              <label key={score} className="score">
                <input
                  type="radio"
                  name="score"
                  value={score}
                  checked={form.values.score === score}
                  aria-describedby={score === '1' ? 'score-low' : score === '5' ? 'score-high' : undefined}
                />
                <span>{score}</span>
              </label>
            ))}
          </div>
          <p className="score-ends">
            <span id="score-low">{t('rate.low')}</span>
            <span id="score-high">{t('rate.high')}</span>
          </p>
        </fieldset>
        {page.askedFor && <AskedFor askedFor={page.askedFor} form={form} />}
        {page.asksImportance && <Importance form={form} />}
        <TextArea form={form} name="words" label={t('rate.words')} hint={t('rate.words.hint')} rows={4} optional />
        <Button label={t('rate.submit')} />
      </PostForm>
    </>
  )
}

/** Whether they got what they had asked for: only they can say. */
function AskedFor({ askedFor, form }: { askedFor: string; form: RatePage['form'] }) {
  const { t } = useReading()
  return (
    <>
      <p className="you-asked">
        <q>{askedFor}</q>
      </p>
      <Radios
        form={form}
        name="askedFor"
        legend={t('rate.asked')}
        className="inline"
        choices={(['exactly', 'partly', 'not'] as const).map((value) => ({ value, label: t(`asked.${value}`) }))}
      />
    </>
  )
}

/** What mattered most and how soon it was needed: the order of work follows what the customers of a product say. */
function Importance({ form }: { form: RatePage['form'] }) {
  const { t } = useReading()
  const choices = (name: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`rate.${name}.${value}`) }))
  return (
    <>
      <Radios form={form} name="matter" legend={t('rate.matter')} className="inline" choices={choices('matter', matters)} />
      <Radios form={form} name="pace" legend={t('rate.pace')} className="inline" choices={choices('pace', paces)} />
    </>
  )
}

const matters = ['time', 'result', 'person', 'price', 'information', 'kindness']
const paces = ['urgent', 'ordinary', 'paperwork']

/** P10, last: thank you. */
export function Rated({ page }: { page: RatedPage }) {
  const { t } = useReading()
  return (
    <>
      <h1>{t('rated.title')}</h1>
      <p>{t('rated.text')}</p>
      <p>
        <a href={page.case.href}>{t('case.back', { number: page.case.number })}</a>
      </p>
    </>
  )
}
