/** Says how far a long run is, on the terminal only: a pipe or a file sees nothing. */
export type Progress = { readonly at: (what: string, share: number) => void; readonly done: () => void }

const BAR = 30

/** A bar on a stream (stderr) that redraws itself in place; silent where nobody watches. */
export function progressOn(stream: { readonly isTTY?: boolean; write(text: string): unknown }): Progress {
  if (!stream.isTTY) return { at: () => {}, done: () => {} }
  let shown = ''
  const at = (what: string, share: number) => {
    const full = Math.round(Math.min(1, Math.max(0, share)) * BAR)
    const text = `${what.padEnd(10)} ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${String(Math.round(share * 100)).padStart(3)} %`
    if (text !== shown) stream.write(`\r${text}`)
    shown = text
  }
  return { at, done: () => stream.write(`\r${' '.repeat(shown.length)}\r`) }
}
