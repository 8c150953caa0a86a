import type { AskedFor } from '#contract/expectations.ts'
import type { Matter } from '#contract/matters.ts'
import type { Pace } from '#contract/products.ts'
import type { Language } from '#contract/wire.ts'
import { acceptCase } from '#cases'
import { rateCase } from '#feedback'
import { expectAtOpening, propose, proposeAgreement, signAgreement } from '#promises'
import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import type { Cast } from './cast.ts'
import type { Dice } from './dice.ts'

const minute = 60_000

/** What a customer of the demo expects of a matter, if they say so: one in three does, half of those by an hour. */
export const expectsOf = (dice: Dice, language: Language): { expects: string | undefined; minutes: number | null } => {
  if (dice.roll() > 1 / 3) return { expects: undefined, minutes: null }
  return { expects: results[language], minutes: dice.roll() < 0.5 ? 45 + Math.floor(dice.roll() * 240) : null }
}

const results: Record<Language, string> = {
  en: 'That I can ride again this week',
  tr: 'Bu hafta yeniden binebilmek',
  uk: 'Щоб я міг знову їздити цього тижня',
  lt: 'Kad šią savaitę vėl galėčiau važiuoti',
  hu: 'Hogy ezen a héten újra kerékpározhassak',
}

/** Keeps what is expected of a case that was just opened, beside the promise it began with. */
export const expect = (ctx: Context, it: Case, minutes: number | null, dueAt: Date | undefined): Promise<void> =>
  expectAtOpening(
    ctx,
    it,
    { by: minutes === null ? null : new Date(ctx.now.getTime() + minutes * minute), words: null, form: null },
    dueAt ? [{ form: 'written', dueAt }] : [],
  )

/** Asks to be called in the evening, which the shop does not offer: counted, and countered with the nearest it can. */
export const askForEvening = (ctx: Context, caseId: string, language: Language) => propose(ctx, { caseId, words: evenings[language] })

const evenings: Record<Language, string> = {
  en: 'call me tomorrow at 19:00',
  tr: 'yarın saat 19:00 arayın',
  uk: 'подзвоніть завтра о 19:00',
  lt: 'paskambinkite rytoj 19:00',
  hu: 'hívjanak holnap 19:00-kor',
}

/** The customer takes the answer, and four in ten say how it was. */
export async function takeAnswer(ctx: Context, caseId: string, { late, dice }: { late: boolean; dice: Dice }): Promise<void> {
  await acceptCase(ctx, caseId)
  if (dice.roll() >= 0.4) return
  const askedFor: AskedFor = late ? 'partly' : dice.pick(['exactly', 'exactly', 'exactly', 'partly', 'not'] as const)
  const matter = dice.pick([
    'time',
    'time',
    'result',
    'result',
    'result',
    'information',
    'price',
    'kindness',
    'person',
  ] as const) satisfies Matter
  const pace = dice.pick(['urgent', 'ordinary', 'ordinary', 'paperwork'] as const) satisfies Pace
  await rateCase(ctx, { caseId, score: late ? 2 : 4 + Math.round(dice.roll()), text: null, askedFor, matter, pace })
}

/** What the shop agreed with its corporate customer, as the manager proposes it; returns its id for the customer's signature. */
export const proposeLevel = (ctx: Context, organisationId: string, cast: Cast): Promise<string> =>
  proposeAgreement(ctx, {
    organisationId,
    customerId: null,
    projectId: null,
    productId: null,
    terms: {
      forms: ['written'],
      answerMinutes: 90,
      callMinutes: null,
      updateMinutes: null,
      resolutionMinutes: null,
      calendarId: null,
      language: null,
      matter: 'time',
      namedPersonId: cast.staff.ieva.id,
      from: ctx.now.toISOString().slice(0, 10),
      until: null,
      noticeDays: 30,
      breach: 'The next workshop service is free of charge.',
      words: '',
    },
    note: '',
  })

/** The customer's signature under the first version. */
export const signLevel = (ctx: Context, id: string): Promise<void> => signAgreement(ctx, id, 1)
