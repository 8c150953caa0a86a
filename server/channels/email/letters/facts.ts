import type { Moments, T } from '#contract/portal.ts'
import type { EmergencyKind } from '#contract/emergency.ts'
import type { PromiseForm } from '#contract/promises.ts'

/** A promise or an offer as letters speak of it. */
export interface Due {
  form: PromiseForm
  startsAt: Date | null
  dueAt: Date
  /** Who comes, where it is help that was sent. */
  who?: string | null
}

/** What every letter about a case knows. */
export interface CaseFacts {
  t: T
  moments: Moments
  shop: string
  /** K-1042. */
  number: string
  /** A person's or a team's name. */
  owner: string
  /** The customer's page of this case. */
  page: string
  /** The public charter; a promise was given under one of its versions. */
  charter: string
  /** The need in the customer's words; null before the address is proven, so that nobody can send their words through us. */
  topic: string | null
  /** What stands on the case as an emergency. */
  emergency: EmergencyKind | null
}

/** "We answer you by 14:32." */
export const promiseSentence = ({ t, moments }: Pick<CaseFacts, 't' | 'moments'>, due: Due): string =>
  t(`sentence.${due.form}`, moments.values(instantOf(due)))

/** "Call: tomorrow, 10:00", for lists and subjects. */
export const shortPromise = ({ t, moments }: Pick<CaseFacts, 't' | 'moments'>, due: Due): string =>
  t(`short.${due.form}`, moments.values(instantOf(due)))

/** When it is kept at the latest, or when the call begins. */
export const timeOf = ({ moments }: Pick<CaseFacts, 'moments'>, due: Due): string => moments.clock(instantOf(due))

const instantOf = ({ form, startsAt, dueAt }: Due): Date => (form === 'call' ? (startsAt ?? dueAt) : dueAt)

/** The line every mail with a time has: whose time it is. */
export const zoneLine = ({ t, moments }: Pick<CaseFacts, 't' | 'moments'>): string => t('zone.short', { zone: moments.zoneName })

/** The subject that needs nothing of the sender, or the one with their topic once the address is proven. */
export function subjectWith({ t, number, topic }: CaseFacts, key: string, values: Record<string, string>): string {
  return topic ? t(`${key}_topic`, { ...values, number, topic }) : t(key, { ...values, number })
}
