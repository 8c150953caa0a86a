import type { Pace, Product } from '#contract/products.ts'
import { addContact, addOrganisation, addProject, changeOrganisation, findCustomer, findOrganisation, introduce } from '#customers'
import { addProduct, recordPurchase, setPace } from '#value'
import type { Context } from '#platform/context.ts'
import type { Cast } from './cast.ts'
import { seeded } from './dice.ts'

/** What the bicycle shop of the demo sells. */
export type Wares = 'bicycle' | 'ebike' | 'workshop' | 'courier' | 'papers'

export interface Range {
  products: Record<Wares, string>
  /** The corporate customer's two projects. */
  projects: { sharing: string; school: string }
  organisationId: string
}

const wares: readonly [Wares, string, Product['kind'], Pace, string][] = [
  ['bicycle', 'Bicycle', 'product', 'ordinary', ''],
  ['ebike', 'E-bike', 'product', 'urgent', 'Decided by Rasa: people ride it to work, and without it they stand still.'],
  ['workshop', 'Workshop service', 'service', 'ordinary', ''],
  ['courier', 'Courier delivery', 'service', 'ordinary', ''],
  ['papers', 'Invoice and papers', 'service', 'paperwork', 'Decided by Rasa: a copy can wait while a bicycle stands still.'],
]

/** What the shop sells, its corporate customer with two projects and contacts of different rights, and two of its own departments. */
export async function foundRange(ctx: Context, cast: Cast): Promise<Range> {
  const products = {} as Range['products']
  for (const [key, name, kind, pace, because] of wares) {
    products[key] = await addProduct(ctx, { name, kind })
    if (because) await setPace({ ...ctx, actor: cast.staff.rasa }, products[key], { pace, because })
  }
  const { organisationId, projects } = await foundCorporate(ctx, cast)
  const { teams, staff } = cast
  for (const [name, teamId, person] of [
    ['Workshop', teams.workshop, staff.rasa],
    ['Billing', teams.billing, staff.daiva],
  ] as const)
    await addOrganisation(ctx, { name, kind: 'department', teamId, namedPersonId: person.id })
  return { products, projects, organisationId }
}

/** Eleven months of purchases of half the customers; the same in every demo. */
export async function foundPurchases(ctx: Context, cast: Cast, { products }: Range): Promise<void> {
  const dice = seeded(20261125)
  const spenders = Object.values(cast.customers).filter((_, nth) => nth % 2 === 0)
  let nth = 0
  for (const { id } of spenders) {
    for (let left = 1 + Math.floor(dice.roll() * 7); left > 0; left--) {
      const [ware, euros] = dice.pick(prices)
      await recordPurchase(ctx, {
        customer: { id },
        productId: products[ware],
        amountMinor: Math.round(euros * (0.8 + dice.roll() * 0.4)) * 100,
        currency: 'EUR',
        boughtAt: new Date(ctx.now.getTime() - Math.floor(dice.roll() * 330) * 86_400_000),
        channel: dice.pick(['shop', 'web shop', 'telephone']),
        externalId: `VS-${2600 + nth++}`,
      })
    }
  }
}

const prices: readonly [Wares, number][] = [
  ['bicycle', 620],
  ['ebike', 2400],
  ['workshop', 45],
  ['workshop', 90],
  ['courier', 12],
]

async function foundCorporate(ctx: Context, { staff, teams, customers }: Cast): Promise<Pick<Range, 'organisationId' | 'projects'>> {
  const { organisationId } = await findCustomer(ctx, customers['giedre']?.id ?? '')
  if (!organisationId) throw new Error('the cast has no corporate customer')
  await introduce(ctx, organisationId, teams.front)
  const { name, version } = await findOrganisation(ctx, organisationId)
  await changeOrganisation(ctx, organisationId, { name, namedPersonId: staff.ieva.id, version })
  const sharing = await addProject(ctx, organisationId, { name: 'City bike sharing', namedPersonId: staff.tomas.id })
  const school = await addProject(ctx, organisationId, { name: 'School fleet' })
  const all = { sees: 'organisation', signs: true, projectIds: [sharing, school] } as const
  await addContact(ctx, organisationId, { email: customers['giedre']?.email ?? '', ...all })
  await addContact(ctx, organisationId, {
    email: customers['vytautas']?.email ?? '',
    sees: 'projects',
    signs: false,
    projectIds: [sharing],
  })
  await addContact(ctx, organisationId, {
    email: 'ona@miestas.example',
    name: 'Ona Balčytė',
    sees: 'own',
    signs: false,
    projectIds: [school],
  })
  return { organisationId, projects: { sharing, school } }
}
