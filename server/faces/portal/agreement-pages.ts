import type { Agreement, AgreementVersion } from '#contract/agreements.ts'
import type { AgreementChangePage, AgreementPage, AgreementsPage, AgreementVersionView, Form, SaidView } from '#contract/portal.ts'
import type { Kept } from '#platform/kept.ts'
import { formFor } from './page.ts'

const base = '/my/agreements'

/** P20: every agreement somebody may read. */
export function agreementsPage(agreements: readonly Agreement[]): AgreementsPage {
  const items = agreements.flatMap((one) => {
    const version = foremost(one)
    return version ? [{ href: `${base}/${one.id}`, party: partyOf(one), what: whatOf(one), version: versionView(version) }] : []
  })
  return { page: 'agreements', items, backHref: '/my' }
}

/** What somebody's form on an agreement's page brought back. */
export interface AgreementGiven {
  done?: AgreementPage['done']
  isChanged?: boolean
  /** What they had written, so that it is not lost. */
  reason?: string
  end?: Partial<Pick<Form<'reason'>, 'errors'>>
}

/** P20, one agreement; null where nothing was ever said of it. */
export function agreementPage(
  kept: Kept,
  it: Agreement,
  { done = null, isChanged = false, reason = '', end = {} }: AgreementGiven,
): AgreementPage | null {
  const version = foremost(it)
  if (!version) return null
  const holds = it.versions.find(({ state }) => state === 'in_force')
  const hidden = { version: String(version.version) }
  const path = `${base}/${it.id}`
  const mayEnd = it.may.end && holds && !holds.ended
  return {
    page: 'agreement',
    party: partyOf(it),
    what: whatOf(it),
    version: versionView(version),
    holds: holds && holds !== version ? versionView(holds) : null,
    others: it.versions.filter((one) => one !== version && one !== holds).map(versionView),
    done,
    isChanged,
    sign: it.may.sign ? formFor(kept, `${path}/signature`, { hidden }) : null,
    changeHref: it.may.propose ? `${path}/change` : null,
    decline: it.may.decline ? formFor<'reason'>(kept, `${path}/rejection`, { hidden, values: { reason } }) : null,
    end: mayEnd ? formFor<'reason'>(kept, `${path}/end`, { ...end, values: { reason }, hidden: { version: String(holds.version) } }) : null,
    onlyReads: !it.may.propose,
    backHref: base,
  }
}

/** P20, other terms: filled with those of the foremost version, or with what was typed. */
export function changePage(
  kept: Kept,
  it: Agreement,
  given: Partial<Pick<AgreementChangePage['form'], 'values' | 'errors' | 'summary'>> = {},
): AgreementChangePage | null {
  const version = foremost(it)
  if (!version) return null
  const answers = it.versions[0]?.version ?? version.version
  const values = given.values ?? valuesOf(version)
  const form = formFor<ChangeField>(kept, `${base}/${it.id}/change`, { ...given, values, hidden: { answers: String(answers) } })
  return { page: 'agreementChange', what: whatOf(it), form, backHref: `${base}/${it.id}` }
}

type ChangeField = keyof AgreementChangePage['form']['values'] & string

/** What waits for a word, else what holds, else the newest. */
export const foremost = ({ versions }: Agreement): AgreementVersion | undefined =>
  versions.find(({ state }) => state === 'proposed') ?? versions.find(({ state }) => state === 'in_force') ?? versions[0]

function valuesOf({ terms }: AgreementVersion): AgreementChangePage['form']['values'] {
  const hours = (minutes: number | null) => (minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100))
  return {
    answer: hours(terms.answerMinutes),
    call: hours(terms.callMinutes),
    update: hours(terms.updateMinutes),
    resolution: hours(terms.resolutionMinutes),
    way: terms.forms.length === 1 ? terms.forms[0] : '',
    matter: terms.matter ?? '',
    from: terms.from,
    until: terms.until ?? '',
    breach: terms.breach,
    words: terms.words,
  }
}

const partyOf = ({ organisation, customer }: Agreement): string => (organisation ?? customer)?.name ?? ''

const whatOf = ({ project, product }: Agreement): string | null => [project, product].flatMap((one) => one?.name ?? []).join(', ') || null

function versionView(it: AgreementVersion): AgreementVersionView {
  const { version, state, waitsFor, note, endsAt, kept, broken, reason } = it
  const { calendarId: _calendar, namedPersonId: _person, ...terms } = it.terms
  const said = (one: { by: SaidView['by']; name: string | null; at: Date } | null) => one && { ...one, name: one.name ?? '' }
  return {
    version,
    state,
    waitsFor,
    note,
    endsAt,
    kept,
    broken,
    reason: reason ?? '',
    terms: { ...terms, hours: it.hours, person: it.namedPerson },
    proposed: { ...it.proposed, name: it.proposed.name ?? '' },
    signatures: [it.ourSignature, it.theirSignature].flatMap((one) => said(one) ?? []),
    declined: said(it.declined),
    ended: said(it.ended),
  }
}
