import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import type { ShapeState } from '../../kit/promise/shapes.ts'
import { Icon } from './icons.tsx'
import { t } from './language.ts'
import { refusalText, refusalTitle } from './toast.tsx'

/** Grey bones in the final geometry, after 200 ms only; after a second it says that it is still loading. */
export function Bones({ rows, height = 'var(--row)' }: { rows: number; height?: string }): ReactNode {
  const step = useSteps([200, 1000])
  if (step === 0) return null
  return (
    <div className="flex flex-col gap-px" aria-busy="true">
      <p role="status" className={step > 1 ? 'px-4 py-2 text-xs text-ink-3' : 'sr-only'}>
        {t('desk.loading')}
      </p>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-3 px-4" style={{ height }}>
          <span className="bone size-5 rounded-full" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="bone h-3 w-2/5" />
            <span className="bone h-3 w-3/5" />
          </span>
        </div>
      ))}
    </div>
  )
}

function useSteps(waitsMs: number[]): number {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timers = waitsMs.map((wait, index) => setTimeout(() => setStep(index + 1), wait))
    return () => timers.forEach(clearTimeout)
  }, [])
  return step
}

/** What failed, what is safe and what to do. */
export function Failed({ error, again }: { error: unknown; again: () => void }): ReactNode {
  const [title, text] = [refusalTitle(error), refusalText(error)]
  return (
    <div role="alert" className="m-4 flex items-start gap-3 rounded-control border border-line-strong bg-surface p-4">
      <Icon name="warn" />
      <div className="flex-1">
        <p className="font-semibold">{title}</p>
        {text === title ? null : <p className="mt-1 text-ink-2">{text}</p>}
        <button type="button" className="button small mt-3" onClick={again}>
          {t('desk.tryAgain')}
        </button>
      </div>
    </div>
  )
}

/** A calm sentence where nothing is, with the next step beside it. */
export function Nothing({ title, children, state }: { title: string; children?: ReactNode; state?: ShapeState }): ReactNode {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
      {state ? (
        <span className="text-2xl text-ink-3">
          <PromiseShape state={state} />
        </span>
      ) : null}
      <p className="text-base font-medium">{title}</p>
      <div className="text-ink-2">{children}</div>
    </div>
  )
}

/** A person as two letters; colour stays with promises. */
export function Face({ name }: { name: string }): ReactNode {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
  // Drawn, not written: beside the name, letters would only be read twice.
  return (
    <span
      aria-hidden="true"
      data-letters={letters}
      className="inline-flex size-7 flex-none items-center justify-center rounded-full border border-line bg-sunken text-2xs font-semibold text-ink-2 before:content-[attr(data-letters)]"
    />
  )
}
