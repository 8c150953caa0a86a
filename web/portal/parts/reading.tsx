import { createContext } from 'preact'
import type { ComponentChildren, VNode } from 'preact'
import { useContext } from 'preact/hooks'
import type { Frame, Moments, T } from '#contract/portal.ts'

/** What every part of one page is read with. */
export interface Reading {
  t: T
  moments: Moments
  frame: Frame
}

/** Carries the reading of one render; never shared between two. */
export const ReadingContext = createContext<Reading | null>(null)

/** The reading of the page being rendered. */
export function useReading(): Reading {
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('A part of the portal was rendered outside a page')
  return reading
}

/** A translated sentence with elements in the place of some values, in whatever order the language puts them. */
export function weave(t: T, key: string, values: Record<string, string | number | VNode>): ComponentChildren {
  const nodes: VNode[] = []
  const texts: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values)) {
    texts[name] = typeof value === 'object' ? `\uE000${nodes.push(value) - 1}\uE000` : value
  }
  return t(key, texts)
    .split('\uE000')
    .map((piece, index) => (index % 2 ? nodes[Number(piece)] : piece))
}
