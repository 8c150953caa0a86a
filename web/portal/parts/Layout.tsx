import type { ComponentChildren } from 'preact'
import type { Frame, Language, TextSize } from '#contract/portal.ts'
import { PostForm } from './form.tsx'
import { useReading } from './reading.tsx'

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { en: 'English', tr: 'Türkçe', uk: 'Українська', lt: 'Lietuvių', hu: 'Magyar' }
const textSizes: TextSize[] = ['normal', 'large', 'larger']

/** The page around the page: who we are, language and text size, and help in the same place everywhere. */
export function Layout({ children }: { children: ComponentChildren }) {
  const { t, frame } = useReading()
  return (
    <>
      <a className="skip" href="#main">
        {t('frame.skip')}
      </a>
      <header className="top">
        <div className="column">
          <a className="shop" href={frame.links.home}>
            <Knot />
            <span>{frame.shopName}</span>
          </a>
          <DisplaySwitch frame={frame} />
        </div>
      </header>
      <main id="main" className="column" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  )
}

function DisplaySwitch({ frame }: { frame: Frame }) {
  const { t } = useReading()
  const hidden = { ...frame.display.hidden, back: frame.path }
  return (
    <details className="display">
      <summary>
        <span className="visually-hidden">{t('frame.display')} </span>
        {languageNames[t.language]}{' '}
        <span aria-hidden="true" className="text-mark">
          Aa
        </span>
      </summary>
      <PostForm form={{ ...frame.display, hidden }} className="sheet">
        <fieldset>
          <legend>{t('frame.language')}</legend>
          {Object.entries(languageNames).map(([code, name]) => (
            <button
              key={code}
              name="language"
              value={code}
              lang={code}
              aria-pressed={code === t.language ? 'true' : 'false'}
              className="pick"
            >
              {name}
            </button>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('frame.text_size')}</legend>
          {textSizes.map((size) => (
            <button
              key={size}
              name="textSize"
              value={size}
              aria-pressed={size === frame.textSize ? 'true' : 'false'}
              className={`pick size-${size}`}
            >
              {t(`frame.text_size.${size}`)}
            </button>
          ))}
        </fieldset>
      </PostForm>
    </details>
  )
}

function Footer() {
  const { t, frame } = useReading()
  const { links } = frame
  return (
    <footer className="bottom">
      <nav className="column" aria-label={t('frame.footer')}>
        <a href={links.myCases}>{t('frame.my_cases')}</a>
        <a href={links.charter}>{t('charter.title')}</a>
        <a href={links.privacy}>{t('sheet.privacy.title')}</a>
        <a href={links.accessibility}>{t('sheet.accessibility.title')}</a>
        <a href={links.imprint}>{t('sheet.imprint.title')}</a>
        {frame.demo && <a href={frame.demo.desk}>{t('frame.desk')}</a>}
        {frame.demo && <a href={frame.demo.mailbox}>{t('frame.mailbox')}</a>}
      </nav>
    </footer>
  )
}

// The mark: one knot in a thread.
function Knot() {
  return (
    <svg className="knot" viewBox="0 0 32 20" width="32" height="20" aria-hidden="true" focusable="false">
      <path d="M1 14h8c6 0 10-11 15-9s1 9-4 7S15 2 11 5s-1 9 6 9h14" />
    </svg>
  )
}
