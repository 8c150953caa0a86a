/** The promise states that have a shape of their own: colour never carries a state alone. */
export type ShapeState = 'offered' | 'agreed' | 'at_risk' | 'waiting' | 'moved' | 'late' | 'kept' | 'kept_late' | 'released'

/** One path of a shape in a 20 x 20 box; stroked unless `solid`; `dashed` strokes are "2.6 2.6". */
export interface ShapePath {
  d: string
  solid?: true
  dashed?: true
}

const ring = 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15Z'
const octagon = 'M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9Z'
const check = 'M6.6 10.3l2.4 2.4l4.5-4.9'

/** Nine shapes told apart in grey-scale and by any eye; draw them in `currentColor`. */
export const promiseShapes: Readonly<Record<ShapeState, readonly ShapePath[]>> = {
  offered: [{ d: ring, dashed: true }],
  agreed: [{ d: ring }, { d: 'M10 6v4.2l2.8 1.8' }],
  at_risk: [{ d: ring }, { d: 'M10 5.9v4.6' }, { d: 'M10 13.9v.1' }],
  waiting: [{ d: 'M5.5 3.5h3v13h-3ZM11.5 3.5h3v13h-3Z', solid: true }],
  moved: [{ d: 'M2.5 10h14' }, { d: 'M11.5 5l5 5l-5 5' }],
  late: [{ d: `${octagon}M9 5.6h2v5.6H9ZM9 12.6h2v2H9Z`, solid: true }],
  kept: [{ d: ring }, { d: check }],
  kept_late: [{ d: octagon }, { d: check }],
  released: [{ d: 'M13.4 3.3a7.5 7.5 0 1 0 3.3 3.3' }],
}
