import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { system, type Context } from '#platform/context.ts'
import { change, type Kept } from '#platform/kept.ts'
import { Refusal } from '#platform/refusal.ts'
import { listProducts } from './product.ts'
import { recordPurchase } from './purchase.ts'
import { neededColumns, readPurchaseLine, type PurchaseLine } from './rules/purchase-line.ts'

/** What an import did, or with `dryRun` would do. `faults` name their line (the header is line 1) and what to change, in words. */
export interface Imported {
  lines: number
  recorded: number
  known: number
  faults: { line: number; fault: string }[]
}

const bite = 500
const mostFaults = 100

type Numbered = { line: number; it: PurchaseLine & { productId: string | null } }

/**
 * Records the purchases of a CSV file (email, product, amount, currency, date, channel, id). Lines with faults are named and left out, the
 * others recorded; the same file may be sent again. A dry run says the same and keeps nothing.
 */
export async function importPurchases(kept: Kept, file: string, { dryRun }: { dryRun: boolean }): Promise<Imported> {
  const rows = rowsOf(await readFile(file, 'utf8').catch(() => Promise.reject(new Error(`There is no file "${file}"`))))
  const products = await change(kept, system, 'en', productIds)
  const { good, faults } = sorted(rows, products)
  const sum = { recorded: 0, known: 0 }
  // A dry run is one transaction that is undone, so that a number that stands twice in the file is seen there too.
  const step = dryRun ? Math.max(1, good.length) : bite
  for (let at = 0; at < good.length; at += step) {
    for (const outcome of await recordAll(kept, good.slice(at, at + step), dryRun)) {
      if (typeof outcome === 'string') sum[outcome]++
      else faults.push(outcome)
    }
  }
  return { lines: rows.length, ...sum, faults: faults.sort((a, b) => a.line - b.line).slice(0, mostFaults) }
}

type Outcome = 'recorded' | 'known' | Imported['faults'][number]

async function recordAll(kept: Kept, part: readonly Numbered[], dryRun: boolean): Promise<Outcome[]> {
  let outcomes: Outcome[] = []
  const work = async (ctx: Context) => {
    outcomes = []
    for (const one of part) outcomes.push(await recordOne(ctx, one))
    if (dryRun) throw new Undone()
  }
  await change(kept, system, 'en', work).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
  })
  return outcomes
}

async function recordOne(ctx: Context, { line, it }: Numbered): Promise<Outcome> {
  const { email, product: _product, ...said } = it
  try {
    return (await recordPurchase(ctx, { ...said, customer: { email } })).isNew ? 'recorded' : 'known'
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'value.purchase_differs') throw error
    return { line, fault: `another purchase has the number "${it.externalId}"` }
  }
}

/** Undoes a dry run. */
class Undone extends Error {}

function rowsOf(text: string): { line: number; row: Record<string, string> }[] {
  const found = parse(text, { bom: true, columns: names, skip_empty_lines: true, info: true, relax_column_count: true, trim: true })
  return (found as unknown as { record: Record<string, string>; info: { lines: number } }[]).map(({ record, info }) => ({
    line: info.lines,
    row: record,
  }))
}

function names(header: string[]): string[] {
  const columns = header.map((name) => name.trim().toLowerCase())
  const missing = neededColumns.filter((name) => !columns.includes(name))
  if (missing.length)
    throw new Error(`There is no column ${missing.map((name) => `"${name}"`).join(', ')}. The columns are: ${header.join(', ')}`)
  return columns
}

function sorted(rows: ReturnType<typeof rowsOf>, products: ReadonlyMap<string, string>) {
  const [good, faults]: [Numbered[], Imported['faults']] = [[], []]
  for (const { line, row } of rows) {
    const it = readPurchaseLine(row)
    const product = 'faults' in it ? '' : it.product
    const productId = product ? products.get(product.toLowerCase()) : null
    if ('faults' in it) faults.push(...it.faults.map((fault) => ({ line, fault })))
    else if (productId === undefined) faults.push({ line, fault: `no product is called "${product}": add it first, or leave it empty` })
    else good.push({ line, it: { ...it, productId } })
  }
  return { good, faults }
}

const productIds = async (ctx: Context): Promise<ReadonlyMap<string, string>> =>
  new Map((await listProducts(ctx)).map(({ id, name }) => [name.toLowerCase(), id]))
