import type { Context } from '#platform/context.ts'
import * as store from './store.ts'

/** The company's name, zone and language; a fresh installation has plain ones until somebody sets them. */
export async function readCompany(ctx: Context): Promise<store.Company> {
  return (await store.company(ctx.db)) ?? { name: 'Our desk', zone: 'UTC', language: 'en' }
}

/** Sets the company once, at installation. */
export async function foundCompany(ctx: Context, company: store.Company): Promise<void> {
  await store.insertCompany(ctx.db, company)
}
