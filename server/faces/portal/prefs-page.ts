import type { Form, PrefsPage } from '#contract/portal.ts'
import { commonZones } from '#platform/i18n/index.ts'
import type { Kept } from '#platform/kept.ts'
import type { SignedIn } from './my-door.ts'
import { formFor } from './page.ts'

export type PrefsField = keyof PrefsPage['form']['values']

/** P17 as it stands, or with what was typed and what is to be mended. */
export function prefsPage(
  kept: Kept,
  { customer, language, zone }: SignedIn,
  given: Partial<Pick<Form<PrefsField>, 'values' | 'errors'>> & { saved?: boolean } = {},
): PrefsPage {
  const { name, phone, prefers, quiet, restNotice } = customer
  const values = {
    name,
    phone: phone ?? '',
    language: customer.language ?? language,
    zone,
    prefers: prefers ?? 'any',
    quietFrom: quiet?.from ?? '',
    quietTo: quiet?.to ?? '',
    restNotice: restNotice ? 'yes' : 'no',
  }
  return {
    page: 'prefs',
    saved: given.saved ?? false,
    address: customer.email ?? '',
    form: formFor<PrefsField>(kept, '/prefs', { values: given.values ?? values, ...(given.errors && { errors: given.errors }) }),
    zones: [...new Set([zone, ...commonZones])],
    dataHref: '/prefs/data',
    erase: formFor(kept, '/prefs/erasure'),
    backHref: '/my',
  }
}
