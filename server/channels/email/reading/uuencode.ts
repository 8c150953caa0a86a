/** A file found between `begin` and `end` lines of a text (uuencode). */
export type UuFile = { name: string; content: Uint8Array }

/** Takes uuencoded files out of a text: the files, and the text without them. Linear in its length. */
export function takeUuFiles(text: string): { text: string; files: UuFile[] } {
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] }
  const kept: string[] = []
  const files: UuFile[] = []
  let open: { name: string; chunks: Buffer[]; lines: string[] } | null = null
  for (const line of text.split('\n')) {
    if (open === null) {
      const begin = /^begin [0-7]{3,4} (\S.*)$/.exec(line.trimEnd())
      if (begin === null) kept.push(line)
      else open = { name: begin[1] ?? '', chunks: [], lines: [line] }
      continue
    }
    open.lines.push(line)
    if (line.trimEnd() === 'end') {
      files.push({ name: open.name, content: new Uint8Array(Buffer.concat(open.chunks)) })
      open = null
    } else open.chunks.push(decodeLine(line.replace(/\r$/, '')))
  }
  // Without an end it was no file: everything stays text.
  if (open !== null) for (const line of open.lines) kept.push(line)
  return { text: kept.join('\n'), files }
}

function decodeLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63
  if (line === '' || length === 0) return Buffer.alloc(0)
  const bytes: number[] = []
  for (let at = 1; bytes.length < length && at < line.length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((step) => (line.charCodeAt(at + step) - 32) & 63) as [number, number, number, number]
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
  }
  return Buffer.from(bytes.slice(0, length))
}
