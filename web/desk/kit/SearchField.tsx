import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

interface SearchProps {
  label: string
  /** The words in the address of the page. */
  words: string
  onWords: (words: string) => void
}

const restMs = 200

/** Words to look for; the page hears them when the hand rests, so that every letter is no new address. */
export function SearchField({ label, words, onWords }: SearchProps): ReactNode {
  const [typed, setTyped] = useState(words)
  const heard = useRef(words)
  useEffect(() => {
    // The way back in the browser brings other words than those typed here.
    if (words !== heard.current) setTyped(words)
    heard.current = words
  }, [words])
  useEffect(() => {
    const asked = typed.trim()
    if (asked === heard.current) return undefined
    const timer = setTimeout(() => {
      heard.current = asked
      onWords(asked)
    }, restMs)
    return () => clearTimeout(timer)
  })
  return (
    <form role="search" className="w-full max-w-md" onSubmit={(event) => (event.preventDefault(), onWords(typed.trim()))}>
      <input
        type="search"
        className="field"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        aria-label={label}
        placeholder={label}
      />
    </form>
  )
}
