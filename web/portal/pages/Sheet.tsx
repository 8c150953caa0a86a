import type { SheetPage } from '#contract/portal.ts'
import { useReading } from '../parts/reading.tsx'

const parts: Record<SheetPage['sheet'], string[]> = {
  accessibility: ['aim', 'ways', 'gaps', 'tell'],
  privacy: ['kept', 'why', 'links', 'time', 'rights'],
  imprint: ['who'],
}

/** P19: accessibility, privacy, and who is behind this. */
export function Sheet({ page }: { page: SheetPage }) {
  const { t } = useReading()
  const { company, sheet } = page
  return (
    <>
      <h1>{t(`sheet.${sheet}.title`)}</h1>
      {parts[sheet].map((part) => (
        <p key={part}>{t(`sheet.${sheet}.${part}`, { shop: company.name, days: page.setAsideDays })}</p>
      ))}
      <address>
        <strong>{company.name}</strong>
        {company.address.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <a href={`mailto:${company.email}`}>{company.email}</a>
        {company.phone && <a href={`tel:${company.phone.replaceAll(/[^+\d]/g, '')}`}>{company.phone}</a>}
      </address>
    </>
  )
}
