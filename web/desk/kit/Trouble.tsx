import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { refusalText, refusalTitle } from './toast.tsx'

/** A refusal where it happened, in the server's words; it takes the focus, so that nobody overlooks it. */
export function Trouble({ error }: { error: unknown }): ReactNode {
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (error) place.current?.focus()
  }, [error])
  if (!error) return null
  const [title, text] = [refusalTitle(error), refusalText(error)]
  return (
    <p ref={place} tabIndex={-1} role="alert" className="rounded-control border border-line-strong p-3">
      {text.startsWith(title) ? null : <strong>{title} </strong>}
      {text}
    </p>
  )
}
