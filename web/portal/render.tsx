import { renderToString } from 'preact-render-to-string'
import type { Frame, Moments, PortalPage, T } from '#contract/portal.ts'
import { assets } from './assets.ts'
import { Body, pageTitle } from './body.tsx'
import { Layout } from './parts/Layout.tsx'
import { ReadingContext } from './parts/reading.tsx'

export { assets }
export type { PortalAssets } from './assets.ts'

/** One page of the portal as a whole HTML document, without inline script or style. */
export function renderPage(page: PortalPage, frame: Frame, t: T, moments: Moments): string {
  const reading = { t, moments, frame }
  const body = renderToString(
    <ReadingContext.Provider value={reading}>
      <Layout>
        <Body page={page} />
      </Layout>
    </ReadingContext.Provider>,
  )
  return `<!doctype html>${renderToString(<Document title={pageTitle(page, frame, t)} frame={frame} t={t} />).replace('<body></body>', () => `<body>${body}</body>`)}`
}

function Document({ title, frame, t }: { title: string; frame: Frame; t: T }) {
  return (
    <html lang={t.language} data-theme={frame.theme === 'system' ? undefined : frame.theme} data-text={frame.textSize}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content={frame.theme === 'system' ? 'light dark' : frame.theme} />
        <title>{title}</title>
        {assets.fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        {assets.js && <script type="module" src={assets.js} />}
      </head>
      <body />
    </html>
  )
}
