import type { DemandGroup } from '#contract/demands.ts'
import type { Wire } from '../../client.ts'
import { t } from '../../kit/language.ts'

/** What a group of demands is about, as one line: "Calls on weekdays, 18-20 - Front". */
export function groupWords(group: Wire<DemandGroup>): string {
  const { kind, days, fromHour, toHour, withinMinutes, team, name } = group
  const at = team ?? ''
  if (kind === 'call')
    return t('desk.demand.call', { days: t(`desk.demand.${days ?? 'weekdays'}`), from: fromHour ?? 0, to: toHour ?? 0, team: at })
  if (kind === 'written' && withinMinutes === null) return t('desk.demand.later', { team: at })
  if (kind === 'written') return t('desk.demand.written', { hours: (withinMinutes ?? 0) / 60, team: at })
  if (kind === 'person') return t('desk.demand.person', { name: name ?? '' })
  if (kind === 'place') return t('desk.demand.place', { name: name ?? '' })
  return t('desk.demand.language', { name: name ?? '' })
}
