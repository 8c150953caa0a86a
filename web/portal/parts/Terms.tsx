import type { AgreementVersionView, TermsView } from '#contract/portal.ts'
import { useReading, weave, type Reading } from './reading.tsx'
import { Time } from './Time.tsx'

/** The terms of a version as sentences, one a line. */
export function Terms({ terms }: { terms: TermsView }) {
  const reading = useReading()
  return (
    <ul className="plain-list">
      {linesOf(reading, terms).map(({ name, text }) => (
        <li key={name}>{text}</li>
      ))}
    </ul>
  )
}

/** What a version changes against what holds: each line that differs, with how it was. */
export function ChangedTerms({ version, holds }: { version: AgreementVersionView; holds: AgreementVersionView }) {
  const reading = useReading()
  const { t } = reading
  const [now, before] = [linesOf(reading, version.terms), linesOf(reading, holds.terms)]
  const was = new Map(before.map(({ name, text }) => [name, text]))
  const changed = now.filter(({ name, text }) => was.get(name) !== text)
  const gone = before.filter(({ name }) => !now.some((line) => line.name === name))
  return (
    <section>
      <h2>{t('agreement.changed_terms', { version: holds.version })}</h2>
      <ul className="plain-list">
        {changed.map(({ name, text }) => (
          <li key={name}>
            <strong>{text}</strong> {was.has(name) && <span className="quiet">({t('agreement.was', { was: was.get(name) ?? '' })})</span>}
          </li>
        ))}
        {gone.map(({ name, text }) => (
          <li key={name}>{t('agreement.gone', { was: text })}</li>
        ))}
        {changed.length + gone.length === 0 && <li>{t('agreement.same')}</li>}
      </ul>
    </section>
  )
}

/** How it stands with a version, in a few words. */
export function StateOfVersion({ version }: { version: AgreementVersionView }) {
  const { t } = useReading()
  const key = version.state === 'proposed' ? `agreement.waits.${version.waitsFor ?? 'us'}` : `agreement.state.${version.state}`
  return (
    <span>
      {t('agreement.version', { version: version.version })}: {t(key)}
    </span>
  )
}

/** Who said what of a version, in the order in which it was said. */
export function SaidOf({ version }: { version: AgreementVersionView }) {
  const { t, frame } = useReading()
  const { proposed, signatures, declined, ended, reason, note, endsAt } = version
  return (
    <ul className="plain-list quiet">
      <li>{weave(t, `agreement.by.${proposed.by}`, { name: proposed.name, shop: frame.shopName, time: <Time at={proposed.at} /> })}</li>
      {note && <li>{t('agreement.note', { note })}</li>}
      {signatures.map(({ by, name, at }) => (
        <li key={by}>{weave(t, `agreement.signed.${by}`, { name, time: <Time at={at} /> })}</li>
      ))}
      {declined && <li>{weave(t, `agreement.no.${declined.by}`, { time: <Time at={declined.at} />, reason })}</li>}
      {ended && endsAt && <li>{weave(t, `agreement.end.${ended.by}`, { time: <Time at={endsAt} />, reason })}</li>}
    </ul>
  )
}

function linesOf({ t, moments }: Reading, terms: TermsView): { name: string; text: string }[] {
  const line = (name: string, text: string | false | null) => (text ? [{ name, text }] : [])
  const pace = (name: string, minutes: number | null) =>
    line(name, minutes !== null && t(`agreement.${name}`, { span: hoursOf(t.language, minutes, moments) }))
  const day = (date: string) => moments.values(new Date(`${date}T12:00:00Z`)).date
  const isPaced = [terms.answerMinutes, terms.callMinutes, terms.updateMinutes, terms.resolutionMinutes].some((minutes) => minutes !== null)
  return [
    ...pace('answer', terms.answerMinutes),
    ...pace('call', terms.callMinutes),
    ...pace('update', terms.updateMinutes),
    ...pace('resolution', terms.resolutionMinutes),
    ...line('hours', isPaced && (terms.hours ? t('agreement.hours', { hours: terms.hours }) : t('agreement.hours.team'))),
    ...line(
      'forms',
      terms.forms.length > 0 && t('agreement.forms', { forms: terms.forms.map((form) => t(`agreement.form.${form}`)).join(', ') }),
    ),
    ...line('language', terms.language && t('agreement.language', { language: languageName(t.language, terms.language) })),
    ...line('matter', terms.matter && t('agreement.matter', { matter: t(`matter.${terms.matter}`) })),
    ...line('person', terms.person && t('agreement.person', { name: terms.person })),
    ...line('breach', terms.breach && t('agreement.breach', { breach: terms.breach })),
    ...line('words', terms.words && t('agreement.words', { words: terms.words })),
    ...line(
      'term',
      terms.until
        ? t('agreement.from_to', { from: day(terms.from), until: day(terms.until) })
        : t('agreement.from', { from: day(terms.from) }),
    ),
    ...line('notice', t('agreement.notice', { days: terms.noticeDays })),
  ]
}

/** Working time is never told in days of 24 hours. */
function hoursOf(language: string, minutes: number, moments: Reading['moments']): string {
  if (minutes < 60) return moments.duration(minutes * 60_000)
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 2 }).format(
    minutes / 60,
  )
}

const languageName = (reader: string, language: string): string =>
  new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? language
