import type { Language, PortalPage } from '#contract/portal.ts'
import { assets } from '../assets.ts'

const subsets: Record<Language, string[]> = {
  en: ['latin'],
  tr: ['latin', 'latin-ext'],
  uk: ['latin', 'cyrillic'],
  lt: ['latin', 'latin-ext'],
  hu: ['latin', 'latin-ext'],
}

// Pages that show a promise sentence want its face at once; the first page only fetches it ahead, for the next.
const promised: ReadonlySet<PortalPage['page']> = new Set([
  'choose',
  'contact',
  'receipt',
  'case',
  'change',
  'escalate',
  'myCases',
  'charter',
  'charterOption',
])

/** Asks the browser early for the fonts a language is written with. */
export function FontHints({ page, language }: { page: PortalPage['page']; language: Language }) {
  const urls = (fonts: Record<string, string>) => subsets[language].flatMap((subset) => fonts[subset] ?? [])
  return (
    <>
      {urls(assets.textFonts).map((href) => (
        <FontHint key={href} href={href} rel="preload" />
      ))}
      {urls(assets.promiseFonts).map((href) => (
        <FontHint key={href} href={href} rel={promised.has(page) ? 'preload' : 'prefetch'} />
      ))}
    </>
  )
}

function FontHint({ href, rel }: { href: string; rel: 'preload' | 'prefetch' }) {
  return <link rel={rel} href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
}
