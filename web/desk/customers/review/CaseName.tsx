import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A case by number and need, as a way to it. */
export function CaseName({ of: { number, subject, language } }: { of: { number: string; subject: string; language: string } }): ReactNode {
  return (
    <>
      <Link to="/cases/$id" params={{ id: number }} className="link num">
        {number}
      </Link>{' '}
      <span lang={language}>{subject}</span>
    </>
  )
}
