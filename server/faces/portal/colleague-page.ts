import type { CasePage } from '#contract/portal.ts'
import { customerNames } from '#customers'
import type { Context } from '#platform/context.ts'
import type { Kept } from '#platform/kept.ts'
import type { Opened } from './case-door.ts'
import { casePage, type CaseGiven } from './case-page.ts'

/**
 * P6 of a case that a colleague asked: to read, to add to and to escalate. What decides it (choosing, moving, accepting, closing, rating)
 * stays with whoever asked, so that each part is named here and nothing new comes in unseen.
 */
export async function colleaguePage(kept: Kept, ctx: Context, opened: Opened, given: CaseGiven = {}): Promise<CasePage> {
  const whole = await casePage(kept, ctx, opened, given)
  const { done, promise, beside, emergency, help, expectation, line, tracker, next, messages, liveHref } = whole
  const askedBy = (await customerNames(ctx, [opened.it.customerId])).get(opened.it.customerId) ?? ''
  const works = opened.it.state === 'open' || opened.it.state === 'answered'
  return {
    page: 'case',
    case: whole.case,
    askedBy,
    done,
    // Choosing is not the reader's: to them it is simply what we promised.
    promise: promise && { ...promise, isDefault: false },
    beside,
    emergency,
    help,
    arrived: null,
    expectation,
    ownView: null,
    extras: { items: [], problem: null },
    proposed: null,
    choice: null,
    move: null,
    agree: null,
    answer: null,
    reopen: null,
    message: works ? whole.message : null,
    line,
    tracker,
    next,
    messages,
    address: null,
    correctAddress: null,
    links: { change: null, escalate: whole.links.escalate, close: null, rate: null, calendar: null },
    liveHref,
  }
}
