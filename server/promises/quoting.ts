import type { Context } from '#platform/context.ts'
import type { Menu } from './option.ts'
import type { OptionRow } from './option-store.ts'
import { noPast, quote, type Quote } from './rules/quote.ts'

/** The matter an option is quoted for: when it was opened, as far as quotes care. */
export interface Subject {
  openedAt: Date
}

/** By when the record says an option can be promised, its level in the menu where there is no record; null without working time. */
export function quoteOption(ctx: Context, { calendar }: Menu, option: OptionRow, { openedAt }: Subject): Quote | null {
  const terms = { id: option.id, levelMinutes: option.minutes, target: option.level }
  return quote({ openedAtMs: openedAt.getTime(), option: terms, calendar, classes: [], past: noPast }, ctx.now.getTime())
}

/** The quotes of a whole menu by option. */
export function quotesOf(ctx: Context, menu: Menu, subject: Subject): ReadonlyMap<string, Quote> {
  return new Map(
    menu.options.flatMap((option) => {
      const quoted = quoteOption(ctx, menu, option, subject)
      return quoted ? [[option.id, quoted] as const] : []
    }),
  )
}

/** By when the configured level of an option is due, counted from an instant: what is promised whatever the record says. */
export function quoteLevel(ctx: Context, { calendar }: Menu, option: OptionRow, from: Date): Quote | null {
  const terms = { id: option.id, levelMinutes: option.minutes, target: option.level }
  return quote({ openedAtMs: from.getTime(), option: terms, calendar, classes: [], past: noPast }, ctx.now.getTime())
}
