import type { ReactNode } from 'react'

/** A refusal in words, beside what it is about. */
export function Alert({ children, className = '' }: { children: ReactNode; className?: string }): ReactNode {
  return (
    <p role="alert" className={`rounded-control border border-line-strong p-3 ${className}`}>
      {children}
    </p>
  )
}
