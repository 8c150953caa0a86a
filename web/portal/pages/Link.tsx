import type { LinkPage } from '#contract/portal.ts'
import { Button, PostForm, TextField } from '../parts/form.tsx'
import { useReading } from '../parts/reading.tsx'

/** P18: a link that opens nothing is never a dead end. */
export function Link({ page }: { page: LinkPage }) {
  const { t, frame } = useReading()
  if (page.sentTo) {
    return (
      <>
        <h1>{t('link.sent')}</h1>
        <p>{t('link.sent.text', { address: page.sentTo })}</p>
      </>
    )
  }
  return (
    <>
      <h1>{t(`link.${page.problem}`)}</h1>
      <p>{t(`link.${page.problem}.text`)}</p>
      <PostForm form={page.form}>
        <TextField
          form={page.form}
          name="address"
          label={t('contact.email')}
          hint={t('link.hint')}
          type="email"
          inputMode="email"
          autoComplete="email"
          required
        />
        <Button label={t('link.submit')} />
      </PostForm>
      <p className="aside">
        {t('link.or')} <a href={frame.links.home}>{t('my.ask')}</a>
      </p>
    </>
  )
}
