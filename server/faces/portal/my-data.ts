import { casesOfCustomer, numberText, type CaseAlone } from '#cases'
import { addressesOf, findCustomer } from '#customers'
import { ratingOf } from '#feedback'
import { promisesOf } from '#promises'
import type { Context } from '#platform/context.ts'
import { look, type Kept } from '#platform/kept.ts'
import { visibleMessages } from './case-page.ts'
import type { SignedIn } from './my-door.ts'

const mostCases = 5_000

/**
 * All that is kept about a person and may be read by them, as the pieces of one JSON text: themselves, their addresses, and each case with its
 * messages, promises and mark, one at a time, so that no file is too large to be made. Nothing of a colleague's case is among it.
 */
export async function* dataOf(kept: Kept, { customer, actor, language, zone }: SignedIn): AsyncGenerator<string> {
  const own = { kind: 'customer' as const, id: actor.id, caseId: null }
  const read = <Result>(work: (ctx: Context) => Promise<Result>) => look(kept, own, language, work)
  const { person, addresses, cases } = await read(async (ctx) => ({
    person: await findCustomer(ctx, customer.id),
    addresses: await addressesOf(ctx, customer.id),
    cases: await casesOfCustomer(ctx, customer.id, mostCases),
  }))
  const { name, email, phone, organisationName: organisation, prefers, quiet, restNotice, createdAt: since } = person
  const about = { name, email, phone, language: person.language, zone: person.zone, organisation, prefers, quiet, restNotice, since }
  yield `${JSON.stringify({ readAt: kept.clock.now(), person: about, addresses }).slice(0, -1)},"cases":[`
  for (const [index, it] of cases.entries()) {
    const whole = await read((ctx) => caseData(ctx, it, zone))
    yield `${index ? ',\n' : '\n'}${JSON.stringify(whole)}`
  }
  yield ']}\n'
}

async function caseData(ctx: Context, it: CaseAlone, zone: string): Promise<object> {
  const { kind, state, channel, subject, language, wentWrong, expects, wouldPutRight, openedAt, updatedAt } = it
  const [messages, promises, rating] = [await visibleMessages(ctx, it.id), await promisesOf(ctx, it.id, zone), await ratingOf(ctx, it.id)]
  return {
    number: numberText(it.number),
    kind,
    state,
    channel,
    subject,
    language,
    wentWrong,
    expects,
    wouldPutRight,
    openedAt,
    updatedAt,
    messages: messages.map(({ direction, from, text, createdAt, attachments }) => ({
      from: direction === 'in' ? from : { name: from.name },
      direction,
      text,
      createdAt,
      files: attachments.map((file) => ({ name: file.name, type: file.type, bytes: file.size })),
    })),
    promises: promises.map(({ form, state: fate, sentence, agreedAt, startsAt, dueAt, endedAt }) => ({
      form,
      state: fate,
      sentence,
      agreedAt,
      startsAt,
      dueAt,
      endedAt,
    })),
    rating: rating && { score: rating.score, text: rating.text, at: rating.createdAt },
  }
}
