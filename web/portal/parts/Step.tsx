import { useReading } from './reading.tsx'

/** Where the customer is on the way to a promise, and the way back. */
export function Step({ number, backHref }: { number: number; backHref: string }) {
  const { t } = useReading()
  return (
    <p className="step">
      <a href={backHref}>{t('form.back')}</a> <span>{t('form.step', { number, total: 3 })}</span>
    </p>
  )
}

/** The line that leads back to the case a page is about. */
export function BackToCase({ href, number }: { href: string; number: string }) {
  const { t } = useReading()
  return (
    <p className="step">
      <a href={href}>{t('case.back', { number })}</a>
    </p>
  )
}
