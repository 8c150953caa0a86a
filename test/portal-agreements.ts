// The pages of agreements in every state, for the gallery.
import type { AgreementPage, AgreementVersionView, PortalPage } from '#contract/portal.ts'
import { at, form } from './portal-pieces.ts'

/** P20: a list, one to sign, one in force, one that somebody else signs, and other terms with faults. */
export function agreed(words: (text: string) => string): { name: string; page: PortalPage }[] {
  const held = version(words, { version: 1, state: 'in_force', waitsFor: null })
  const open = version(words, { version: 2, state: 'proposed', waitsFor: 'them', signatures: [] })
  const changed = { ...open, terms: { ...open.terms, answerMinutes: 90, hours: null, matter: 'time' as const, noticeDays: 0, until: null } }
  const one = (changes: Partial<AgreementPage>): PortalPage => ({
    page: 'agreement',
    party: words('Nords, UAB'),
    what: words('Bridge'),
    version: held,
    holds: null,
    others: [],
    done: null,
    isChanged: false,
    sign: null,
    changeHref: null,
    decline: null,
    end: null,
    onlyReads: false,
    backHref: '/my/agreements',
    ...changes,
  })
  const path = '/my/agreements/agreement_1'
  return [
    {
      name: 'agreements',
      page: {
        page: 'agreements',
        items: [
          { href: path, party: words('Nords, UAB'), what: null, version: held },
          { href: `${path}2`, party: words('Nords, UAB'), what: words('Bridge'), version: open },
        ],
        backHref: '/my',
      },
    },
    { name: 'agreements-none', page: { page: 'agreements', items: [], backHref: '/my' } },
    {
      name: 'agreement-to-sign',
      page: one({
        version: changed,
        holds: held,
        sign: form(`${path}/signature`),
        changeHref: `${path}/change`,
        decline: form(`${path}/rejection`),
        end: form(`${path}/end`),
        isChanged: true,
        others: [
          version(words, {
            version: 3,
            state: 'declined',
            declined: { by: 'them', name: words('Jonas'), at: at(-900) },
            reason: words('Too dear.'),
          }),
          version(words, {
            version: 4,
            state: 'ended',
            ended: { by: 'us', name: words('Rasa'), at: at(-800) },
            endsAt: at(-700),
            reason: words('Over.'),
          }),
        ],
      }),
    },
    { name: 'agreement-in-force', page: one({ done: 'signed', onlyReads: true }) },
    {
      name: 'agreement-ending',
      page: one({ end: { ...form(`${path}/end`), errors: { reason: words('Write in a few words why it shall end.') } } }),
    },
    {
      name: 'agreement-change',
      page: {
        page: 'agreementChange',
        what: words('Bridge'),
        form: {
          ...form(`${path}/change`),
          values: { answer: 'soon', call: '2', matter: 'time', from: '2026-12-01', breach: words('A month without charge.') },
          errors: {
            answer: words('Write hours as a number from 0.1 to 1000, such as 4 or 0.5.'),
            until: words('The last day is not before the first.'),
          },
        },
        backHref: path,
      },
    },
  ]
}

function version(words: (text: string) => string, changes: Partial<AgreementVersionView>): AgreementVersionView {
  return {
    version: 1,
    state: 'in_force',
    waitsFor: null,
    terms: {
      answerMinutes: 240,
      callMinutes: 45,
      updateMinutes: 1500,
      resolutionMinutes: 60,
      hours: words('Evenings'),
      forms: ['written', 'call'],
      language: 'lt',
      matter: 'result',
      person: words('Olena Shevchuk'),
      from: '2026-12-01',
      until: '2027-11-30',
      noticeDays: 30,
      breach: words('A month without charge.'),
      words: words('Deliveries before noon.'),
    },
    proposed: { by: 'us', name: words('Rasa'), at: at(-2000) },
    note: words('As we spoke on Monday.'),
    signatures: [
      { by: 'us', name: words('Rasa'), at: at(-2000) },
      { by: 'them', name: words('Jonas'), at: at(-1000) },
    ],
    declined: null,
    ended: null,
    reason: '',
    endsAt: null,
    kept: 12,
    broken: 1,
    ...changes,
  }
}
