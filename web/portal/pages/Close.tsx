import type { ClosePage } from '#contract/portal.ts'
import { Button, PostForm, Radios } from '../parts/form.tsx'
import { useReading } from '../parts/reading.tsx'
import { BackToCase } from '../parts/Step.tsx'

const outcomes = ['solved', 'stop', 'keepOpen']

/** P10, first: only the customer closes. */
export function Close({ page }: { page: ClosePage }) {
  const { t } = useReading()
  return (
    <>
      <BackToCase href={page.case.href} number={page.case.number} />
      <PostForm form={page.form}>
        <Radios
          form={page.form}
          name="outcome"
          legend={t('close.title')}
          asTitle
          choices={outcomes.map((outcome) => ({ value: outcome, label: t(`close.${outcome}`), hint: t(`close.${outcome}.hint`) }))}
        />
        <Button label={t('close.submit')} />
      </PostForm>
    </>
  )
}
