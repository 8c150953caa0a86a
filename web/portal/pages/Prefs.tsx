import type { PrefsPage } from '#contract/portal.ts'
import { Button, ButtonForm, PostForm, Radios, Select, TextField } from '../parts/form.tsx'
import { languageNames } from '../parts/Layout.tsx'
import { useReading } from '../parts/reading.tsx'

/** P17: how a person likes to be served, what is kept about them, and the way to be erased. */
export function Prefs({ page }: { page: PrefsPage }) {
  const { t } = useReading()
  return (
    <>
      <p className="step">
        <a href={page.backHref}>{t('my.title')}</a>
      </p>
      <h1>{t('prefs.title')}</h1>
      <p className="quiet">{t('my.address', { address: page.address })}</p>
      {page.saved && (
        <p className="notice" role="status">
          {t('prefs.saved')}
        </p>
      )}
      <Wishes page={page} />
      <h2>{t('prefs.data')}</h2>
      <p>{t('prefs.data.what')}</p>
      <p className="actions">
        <a className="button quiet" href={page.dataHref}>
          {t('prefs.data.get')}
        </a>
      </p>
      <h2>{t('erase.title')}</h2>
      <p>{t('erase.how')}</p>
      <ButtonForm form={page.erase} label={t('erase.ask')} />
    </>
  )
}

function Wishes({ page: { form, zones } }: { page: PrefsPage }) {
  const { t } = useReading()
  const languages = Object.entries(languageNames).map(([value, label]) => ({ value, label, lang: value }))
  const places = zones.map((value) => ({ value, label: value.replaceAll('_', ' ').replace('/', ' / ') }))
  return (
    <PostForm form={form}>
      <TextField form={form} name="name" label={t('contact.name')} autoComplete="name" optional />
      <TextField
        form={form}
        name="phone"
        label={t('prefs.phone')}
        hint={t('prefs.phone.hint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        optional
      />
      <Select form={form} name="language" label={t('frame.language')} choices={languages} />
      <Select form={form} name="zone" label={t('zone.label')} choices={places} />
      <Radios
        form={form}
        name="prefers"
        legend={t('prefs.prefers')}
        choices={['any', 'written', 'call'].map((value) => ({ value, label: t(`prefs.prefers.${value}`) }))}
      />
      <h2>{t('prefs.quiet')}</h2>
      <p>{t('prefs.quiet.what')}</p>
      <TextField form={form} name="quietFrom" label={t('prefs.quiet.from')} type="time" width="short" optional />
      <TextField form={form} name="quietTo" label={t('prefs.quiet.to')} type="time" width="short" optional />
      <Radios
        form={form}
        name="restNotice"
        legend={t('prefs.rest')}
        choices={['yes', 'no'].map((value) => ({ value, label: t(`prefs.rest.${value}`) }))}
      />
      <Button label={t('prefs.save')} />
    </PostForm>
  )
}
