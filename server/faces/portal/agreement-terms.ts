import { agreementTerms, type AgreementTerms } from '#contract/agreements.ts'
import { matter } from '#contract/matters.ts'
import type { AgreementChangePage, T } from '#contract/portal.ts'

type Errors = AgreementChangePage['form']['errors']

const paces = { answer: 'answerMinutes', call: 'callMinutes', update: 'updateMinutes', resolution: 'resolutionMinutes' } as const

/** Reads other terms as they were typed over those they answer; what the form does not ask for stays. Else what has to be mended, by field. */
export function readTerms(t: T, text: Record<string, string>, base: AgreementTerms): { terms: AgreementTerms } | { errors: Errors } {
  const errors: Errors = {}
  const minutes: Partial<Record<(typeof paces)[keyof typeof paces], number | null>> = {}
  for (const [field, name] of Object.entries(paces) as [keyof typeof paces, (typeof paces)[keyof typeof paces]][]) {
    const read = minutesOf(text[field] ?? '')
    if (read === undefined) errors[field] = t('agreement.wrong.hours')
    else minutes[name] = read
  }
  const { from = '', until = '', way = '' } = text
  if (!isDate(from)) errors.from = t('agreement.wrong.from')
  if (until && (!isDate(until) || until < from)) errors.until = t('agreement.wrong.until')
  if (Object.keys(errors).length) return { errors }
  const read = agreementTerms.safeParse({
    ...base,
    ...minutes,
    forms: way === 'written' || way === 'call' ? [way] : [],
    matter: matter.safeParse(text['matter']).data ?? null,
    from,
    until: until || null,
    breach: (text['breach'] ?? '').slice(0, 2000),
    words: (text['words'] ?? '').slice(0, 2000),
  })
  return read.success ? { terms: read.data } : { errors: { from: t('agreement.wrong.from') } }
}

/** Working minutes of hours as people write them; null for nothing, undefined for what is no number of hours. */
function minutesOf(typed: string): number | null | undefined {
  const plain = typed.trim().replace(',', '.')
  if (!plain) return null
  const hours = /^\d{1,4}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN
  return hours >= 0.1 && hours <= 1000 ? Math.max(5, Math.round(hours * 60)) : undefined
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
