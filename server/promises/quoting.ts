import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import type { PromiseForm } from '#contract/promises.ts'
import { onceInRequest } from '#platform/once.ts'
import { linesOf } from './history.ts'
import type { Menu } from './option.ts'
import type { OptionRow } from './option-store.ts'
import { classesOf, type Lines } from './rules/lines.ts'
import type { Past } from './rules/past.ts'
import { outlook, quote, type Outlook, type Quote } from './rules/quote.ts'
import type { PromiseRow } from './store.ts'

/** The matter something is promised on, as far as it is known at opening; whose it is, where that is known. */
export type Subject = Pick<Case, 'teamId' | 'kind' | 'channel' | 'language' | 'openedAt'> &
  Partial<Pick<Case, 'customerId' | 'organisationId' | 'projectId' | 'productId'>>

/** Quotes and chances on one matter at one instant: what the record says, the configured level where there is none. */
export interface Quoting {
  /** By when an option can be promised; null without working time. */
  quote: (option: OptionRow) => Quote | null
  /** The configured level of an option whatever the record says, counted from an instant, with its chance where there is a record. */
  level: (option: OptionRow, from: Date) => Quote | null
  /** The chance that something of a form is fulfilled by an instant; null where there is no record. */
  chance: (form: PromiseForm, byMs: number) => number | null
  /** When the chance of a promise will have fallen under half its level if nothing else changes; null if it does not before it is due. */
  falls: (promise: Pick<PromiseRow, 'form' | 'dueAt' | 'level'>) => Date | null
}

/** Opens the record for a matter; asked for several times in one request it is looked at once. Looks and computes, changes nothing. */
export const quotingOf = (ctx: Context, menu: Menu, subject: Subject): Promise<Quoting> =>
  asked(ctx, `${classesOf(subject)[0]} ${subject.openedAt.getTime()}`, async () => quotingFrom(ctx, await linesOf(ctx), menu, subject))

const asked = onceInRequest<Quoting>()

function quotingFrom(ctx: Context, lines: Lines, { calendar }: Menu, subject: Subject): Quoting {
  const nowMs = ctx.now.getTime()
  const classes = classesOf(subject)
  const looks = new Map<string, Outlook>()
  const at = (form: PromiseForm): Outlook => {
    const [past, openedAtMs] = [lineOf(lines, form), sinceMs(form, subject, nowMs)]
    const known = looks.get(form) ?? outlook({ openedAtMs, calendar, classes, past }, nowMs)
    looks.set(form, known)
    return known
  }
  const terms = ({ id, minutes, level }: OptionRow) => ({ id, levelMinutes: minutes, target: level })
  const ofMenu = (option: OptionRow, openedAtMs: number) =>
    quote({ openedAtMs, option: terms(option), calendar, classes: [], past: null }, nowMs)
  return {
    quote: (option) => at(option.form).promised(terms(option)),
    level: (option, from) => {
      const it = ofMenu(option, from.getTime())
      return it && { ...it, probability: at(option.form).chance(it.dueAtMs) }
    },
    chance: (form, byMs) => at(form).chance(byMs),
    falls: ({ form, dueAt, level }) => {
      const atMs = form === 'call' || form === 'arrival' ? null : at(form).fallsBelow(dueAt.getTime(), level)
      return atMs === null || atMs <= nowMs ? null : new Date(atMs)
    },
  }
}

/** The record a form is quoted from; a lead's answer and help that was sent have none of their own. */
export const lineOf = (lines: Lines, form: PromiseForm): Past | null =>
  form === 'escalation' || form === 'arrival' ? null : form === 'written' ? lines.answer : lines[form]

/** The wait for an answer and for the end of the matter begins when it is opened; for word, and for a call from its hour, now. */
const sinceMs = (form: PromiseForm, { openedAt }: Subject, nowMs: number): number =>
  form === 'written' || form === 'resolution' ? Math.min(openedAt.getTime(), nowMs) : nowMs
