import type { StartPage } from '#contract/portal.ts'
import { Button, FileField, hasProblem, PostForm, Radios, Select, TextArea } from '../parts/form.tsx'
import { ExpectationFields } from '../parts/Expectation.tsx'
import { useReading } from '../parts/reading.tsx'

/** P1: say what you need. */
export function Start({ page }: { page: StartPage }) {
  const { t, frame } = useReading()
  const { form } = page
  const isOpen = Boolean(form.values.wentWrong || form.values.putRight)
  return (
    <>
      {page.notice && <p className="notice">{page.notice}</p>}
      <PostForm form={form} files={page.files !== null}>
        <TextArea form={form} name="need" label={t('start.title')} hint={t('start.hint')} rows={4} asTitle required />
        <ExpectationFields form={form} />
        <details className="more" open={isOpen || undefined}>
          <summary>{t('start.more')}</summary>
          <TextArea form={form} name="wentWrong" label={t('start.went_wrong')} rows={2} optional />
          <TextArea form={form} name="putRight" label={t('start.put_right')} rows={2} optional />
        </details>
        <Radios
          form={{ ...form, values: { ...form.values, kind: form.values.kind ?? 'request' } }}
          name="kind"
          legend={t('start.kind')}
          className="inline"
          choices={(['request', 'complaint', 'wish'] as const).map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <About page={page} />
        {page.files && <FileField form={form} rules={page.files} />}
        <Button label={t('form.continue')} />
      </PostForm>
      <p className="aside">
        {t('start.have_case')} <a href={frame.links.myCases}>{t('start.open_case')}</a>
      </p>
      {hasProblem(form) || <p className="quiet">{t('start.what_next')}</p>}
    </>
  )
}

function About({ page: { form, about } }: { page: StartPage }) {
  const { t } = useReading()
  const choices = (named: { id: string; name: string }[]) => [
    { value: '', label: t('start.about.none') },
    ...named.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      {about.products.length > 0 && (
        <Select form={form} name="productId" label={t('start.product')} choices={choices(about.products)} optional />
      )}
      {about.projects.length > 0 && (
        <Select form={form} name="projectId" label={t('organisation.project')} choices={choices(about.projects)} optional />
      )}
    </>
  )
}
