import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import { chordOf, pressOf } from './chord.ts'
import { capOf } from './keymap.ts'
import { decide, followers, sequenceMs } from './layer.ts'
import { readyCommands, runCommand } from './registry.ts'

const hintAfterMs = 300

/** Listens for keys on the whole page and shows what may follow the first key of a sequence. */
export function KeyLayer({ letters }: { letters: boolean }): ReactNode {
  const [hint, setHint] = useState<string | null>(null)
  const lettersNow = useRef(letters)
  lettersNow.current = letters
  useEffect(() => listen(() => lettersNow.current, setHint), [])
  if (!hint) return null
  const next = followers(hint, new Set(readyCommands().keys()))
  return (
    <div role="status" className="sheet fixed bottom-4 left-1/2 z-50 flex -translate-x-1/2 gap-4 px-4 py-2 text-xs">
      <kbd>{capOf(hint, isMac)} ...</kbd>
      {next.map(({ id, chord }) => (
        <span key={id}>
          <kbd>{capOf(chord, isMac)}</kbd> {t(`desk.command.${id}`)}
        </span>
      ))}
    </div>
  )
}

/** Whether key caps are those of a Mac. */
export const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)

function listen(letters: () => boolean, setHint: (first: string | null) => void): () => void {
  let pending: string | null = null
  let timers: ReturnType<typeof setTimeout>[] = []
  const forget = () => {
    timers.forEach(clearTimeout)
    timers = []
    pending = null
    setHint(null)
  }
  const onKey = (event: KeyboardEvent) => {
    const chord = chordOf(pressOf(event))
    if (!chord || event.defaultPrevented || belongsToControl(chord, event.target)) return
    const ready = new Set(readyCommands().keys())
    const outcome = decide(chord, pending, { ready, letters: letters(), isTyping: isTyping(event.target), isInDialog: isInDialog() })
    forget()
    if (!outcome) return
    event.preventDefault()
    if ('run' in outcome) return runCommand(outcome.run)
    pending = outcome.wait
    timers = [setTimeout(() => setHint(outcome.wait), hintAfterMs), setTimeout(forget, sequenceMs)]
  }
  document.addEventListener('keydown', onKey)
  return () => {
    forget()
    document.removeEventListener('keydown', onKey)
  }
}

/** Whether keys are text here. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
}

/** Space, Enter and arrows first belong to the button, menu or tab that has the focus; rows of the list lend theirs. */
function belongsToControl(chord: string, target: EventTarget | null): boolean {
  if (!['space', 'enter', 'up', 'down', 'escape'].includes(chord) || !(target instanceof HTMLElement)) return false
  if (chord === 'enter' && target.closest('a')) return true
  if (chord === 'escape') return target.closest('[role=menu],[role=listbox]') !== null
  return target.closest('button,summary,iframe,[role=menu],[role=tab],[role=radio],[role=listbox]') !== null
}

/** Whether a dialog or menu is open. What was just said lies in a dialog's clothes too, but takes no keys away. */
function isInDialog(): boolean {
  const open = document.querySelectorAll(
    '[role=dialog]:not([data-ending-style]),[role=alertdialog]:not([data-ending-style]),[role=menu]:not([data-ending-style])',
  )
  return [...open].some((element) => !element.closest('[data-region=toasts]'))
}
