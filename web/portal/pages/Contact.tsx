import type { ContactPage } from '#contract/portal.ts'
import { Button, PostForm, TextField } from '../parts/form.tsx'
import { useReading } from '../parts/reading.tsx'
import { Sentence } from '../parts/Sentence.tsx'
import { Step } from '../parts/Step.tsx'

/** P4: how we reach you. */
export function Contact({ page }: { page: ContactPage }) {
  const { t } = useReading()
  const { form, asks, chosen } = page
  return (
    <>
      <Step number={3} backHref={page.backHref} />
      <h1>{t('contact.title')}</h1>
      {'proposed' in chosen ? (
        <>
          <p className="you-asked">{t('contact.proposed', { words: chosen.proposed })}</p>
          {chosen.understood && <p className="you-asked">{chosen.understood}</p>}
        </>
      ) : (
        <div className="chosen">
          <Sentence promised={chosen} />
        </div>
      )}
      <PostForm form={form}>
        <Reach form={form} asks={asks} />
        <TextField form={form} name="name" label={t('contact.name')} hint={t('contact.name.hint')} autoComplete="name" optional />
        {asks.reminder && (
          <label className="choice">
            <input type="checkbox" name="reminder" value="yes" checked={form.values.reminder === 'yes'} />
            <span>{t('contact.reminder')}</span>
          </label>
        )}
        <p className="quiet">{t('contact.use')}</p>
        <Button label={'proposed' in chosen ? t('contact.send_proposal') : t('contact.submit')} />
      </PostForm>
    </>
  )
}

function Reach({ form, asks }: Pick<ContactPage, 'form' | 'asks'>) {
  const { t } = useReading()
  return (
    <>
      {asks.email !== 'no' && (
        <TextField
          form={form}
          name="email"
          label={t('contact.email')}
          hint={t('contact.email.hint')}
          type="email"
          inputMode="email"
          autoComplete="email"
          optional={asks.email === 'optional'}
          required={asks.email === 'required'}
        />
      )}
      {asks.phone !== 'no' && (
        <TextField
          form={form}
          name="phone"
          label={t('contact.phone')}
          hint={t('contact.phone.hint')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          optional={asks.phone === 'optional'}
          required={asks.phone === 'required'}
        />
      )}
    </>
  )
}
