import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** A CSV file being written: each `add` waits while the disk is behind. */
export type Out = { readonly add: (cells: readonly string[]) => Promise<void>; readonly close: () => Promise<void> }

/** Begins a CSV file with its header; throws where it cannot be made. */
export async function openOut(file: string, header: readonly string[]): Promise<Out> {
  const out = createWriteStream(file)
  await once(out, 'open')
  const add = async (cells: readonly string[]) => {
    if (!out.write(`${cells.map(cell).join(',')}\n`)) await once(out, 'drain')
  }
  await add(header)
  const close = async () => {
    out.end()
    await once(out, 'close')
  }
  return { add, close }
}

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
