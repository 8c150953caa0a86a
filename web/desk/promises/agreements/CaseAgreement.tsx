import type { ReactNode } from 'react'
import type { AgreementSummary } from '#contract/agreements.ts'
import { t } from '../../kit/language.ts'

/** What was agreed with the customer of a case, for whoever works on it. */
export function CaseAgreement({ agreement }: { agreement: AgreementSummary }): ReactNode {
  const { version, forms, matter, namedPerson, breach, words } = agreement
  const lines: [string, string | null | undefined][] = [
    ['matter', matter && t(`desk.matter.${matter}`)],
    ['namedPersonId', namedPerson?.name],
    ['form', forms.length === 1 ? t(`desk.agreement.form.${forms[0]}`) : null],
    ['breach', breach],
    ['words', words],
  ]
  return (
    <section aria-label={t('desk.agreement.onCase')} className="border-b border-line px-4 py-3.5">
      <h2 className="panel-title mb-2">{t('desk.agreement.onCase')}</h2>
      <p className="break-words">{t('desk.agreement.underVersion', { with: agreement.with, version })}</p>
      <dl className="mt-1.5 flex flex-col gap-1.5">
        {lines.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt className="text-ink-3">{t(`desk.agreement.term.${name}`)}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  )
}
