import type { ComponentType } from 'react'

interface SettingsPage {
  /** In the address, and in the texts `desk.settings.page.<id>`, `desk.command.settings.<id>` and its synonyms. */
  id: string
  /** Loaded when it is first opened. */
  load: () => Promise<{ default: ComponentType }>
}

/** The pages of the settings in their order: menu, addresses and palette read this one table. A new page is a new line here, and its texts. */
export const settingsPages: readonly SettingsPage[] = [
  { id: 'promises', load: () => import('./PromiseMenu.tsx').then(({ PromiseMenu }) => ({ default: PromiseMenu })) },
  { id: 'charter', load: () => import('./Charter.tsx').then(({ Charter }) => ({ default: Charter })) },
  { id: 'agreements', load: () => import('./StandingAgreements.tsx').then(({ StandingAgreements }) => ({ default: StandingAgreements })) },
  { id: 'hours', load: () => import('../../people/hours/HoursPage.tsx').then(({ HoursPage }) => ({ default: HoursPage })) },
  { id: 'products', load: () => import('./Products.tsx').then(({ Products }) => ({ default: Products })) },
  { id: 'shifts', load: () => import('../../people/shifts/ShiftsPage.tsx').then(({ ShiftsPage }) => ({ default: ShiftsPage })) },
]
