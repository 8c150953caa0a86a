import { renderToString } from 'preact-render-to-string'
import type { Frame, Moments, PortalPage, T } from '#contract/portal.ts'
import { assets } from './assets.ts'
import { Body, pageTitle } from './body.tsx'
import { FontHints } from './parts/FontHints.tsx'
import { Layout } from './parts/Layout.tsx'
import { ReadingContext } from './parts/reading.tsx'

export { assets }
export type { PortalAssets } from './assets.ts'

/** One page of the portal as a whole HTML document, without inline script or style. */
export function renderPage(page: PortalPage, frame: Frame, t: T, moments: Moments): string {
  const reading = { t, moments, frame }
  const html = renderToString(
    <ReadingContext.Provider value={reading}>
      <html lang={t.language} data-theme={frame.theme === 'system' ? undefined : frame.theme} data-text={frame.textSize}>
        <Head page={page} frame={frame} t={t} />
        <body>
          <Layout>
            <Body page={page} />
          </Layout>
        </body>
      </html>
    </ReadingContext.Provider>,
  )
  return `<!doctype html>${html}`
}

function Head({ page, frame, t }: { page: PortalPage; frame: Frame; t: T }) {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content={isPublic(page) ? 'all' : 'noindex'} />
      <meta name="referrer" content="no-referrer" />
      <meta name="color-scheme" content={frame.theme === 'system' ? 'light dark' : frame.theme} />
      <title>{pageTitle(page, frame, t)}</title>
      {assets.css.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      <FontHints page={page.page} language={t.language} />
      {page.page === 'charter' && <link rel="alternate" type="application/atom+xml" href={page.feedHref} title={t('charter.title')} />}
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      {assets.js && <script type="module" src={assets.js} />}
    </head>
  )
}

/** What a company promises to everybody may be found by everybody. */
const isPublic = ({ page }: PortalPage): boolean => page === 'charter' || page === 'charterOption'
