import { promiseShapes } from './shapes.ts'
import type { ShapeState } from './shapes.ts'

/** The shape of a promise state, decoration beside its word; runs under Preact and React alike. */
export function PromiseShape({ state }: { state: ShapeState }) {
  return (
    <svg className="promise-shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {promiseShapes[state].map((path) => (
        <path
          key={path.d}
          d={path.d}
          className={path.solid ? 'solid' : path.dashed ? 'dashed' : undefined}
          fillRule={path.solid ? 'evenodd' : undefined}
        />
      ))}
    </svg>
  )
}
