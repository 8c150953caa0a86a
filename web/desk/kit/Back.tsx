import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'
import { Icon } from './icons.tsx'

function Anchor({ children, ...more }: AnchorHTMLAttributes<HTMLAnchorElement>): ReactNode {
  return (
    <a {...more} className="link mb-1 inline-flex min-h-8 items-center gap-1">
      <Icon name="left" size={16} />
      {children}
    </a>
  )
}

/** The way back to a list, by its name. */
export const Back = createLink(Anchor)
