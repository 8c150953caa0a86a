import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

/** A row of an export, and the line of the file it stands on. */
export type Row = { readonly record: readonly string[]; readonly line: number }

/**
 * Reads an export row by row, the header first; `.gz` is unpacked on the way. `seen` hears the share read. A file that is not there, or has nothing in
 * it, is refused in words.
 */
export async function* readRows(file: string, seen: (share: number) => void): AsyncGenerator<Row> {
  const { size } = await stat(file).catch(() => {
    throw new Error(`There is no file "${file}"`)
  })
  const source = createReadStream(file)
  const parser = parse({ bom: true, skip_empty_lines: true, info: true })
  // What breaks on the way destroys the parser, whose loop below then throws it.
  const heard = () => {}
  if (file.endsWith('.gz')) pipeline(source, createGunzip(), parser, heard)
  else pipeline(source, parser, heard)
  let rows = 0
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield { record, line: info.lines }
    if (++rows % 5000 === 0) seen(size ? source.bytesRead / size : 1)
  }
  if (rows === 0) throw new Error(`The file "${file}" is empty`)
}

/** The place of a column in a header, or a sentence that names it and the columns there are. */
export function placeOf(header: readonly string[], column: string): number {
  const place = header.indexOf(column)
  if (place < 0) throw new Error(`There is no column "${column}". The columns are: ${header.join(', ')}`)
  return place
}
