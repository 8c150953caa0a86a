import type { Language } from '#contract/wire.ts'
import type { Context } from '#platform/context.ts'
import { found } from '#platform/refusal.ts'
import { quietUntil, type Quiet } from './rules/quiet.ts'
import { plainName } from './rules/name.ts'
import { plainPhone } from './rules/phone.ts'
import * as store from './store.ts'

/** All a person may say about how they like to be served; what is null they leave to us. */
export interface Preferences {
  name: string
  phone: string | null
  language: Language
  zone: string
  prefers: 'written' | 'call' | null
  quiet: Quiet | null
  restNotice: boolean
}

/** Takes what a person says of themselves, whole: what they empty is gone. */
export async function changePreferences(ctx: Context, customerId: string, wish: Preferences): Promise<void> {
  const before = found(await store.byId(ctx.db, customerId))
  const after = { ...wish, name: plainName(wish.name), phone: plainPhone(wish.phone ?? undefined) }
  const changed = (Object.keys(after) as (keyof Preferences)[]).filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]))
  if (!changed.length) return
  await store.setPreferences(ctx.db, customerId, after)
  await ctx.tell('customer.preferences_changed', { customerId, changed })
}

/** Until when a letter that can wait is to wait for a person; null: it need not. `zone` is the company's, where theirs is unknown. */
export function waitsUntil({ quiet, zone: own }: Pick<store.CustomerRow, 'quiet' | 'zone'>, zone: string, now: Date): Date | null {
  const ms = quiet && quietUntil(quiet, own ?? zone, now.getTime())
  return ms === null ? null : new Date(ms)
}
