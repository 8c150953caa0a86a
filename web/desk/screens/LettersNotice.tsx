import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../kit/language.ts'
import { useLettersSwitch, usePerson } from '../people/me.ts'

const place = 'kept.letters-told'

/** Says once that single letters command here, with the switch beside it (WCAG 2.1.4). */
export function LettersNotice(): ReactNode {
  const { shortcuts } = usePerson()
  const switchLetters = useLettersSwitch()
  const [told, setTold] = useState(wasTold)
  if (told || shortcuts === 'off') return null
  const close = () => {
    remember()
    setTold(true)
  }
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-sunken px-4 py-1.5 text-xs max-narrow:hidden"
    >
      <span>{t('desk.letters.notice')}</span>
      <span className="flex gap-2">
        <button type="button" className="button small" onClick={close}>
          {t('desk.letters.keep')}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => {
            switchLetters()
            close()
          }}
        >
          {t('desk.letters.off')}
        </button>
      </span>
    </div>
  )
}

function wasTold(): boolean {
  try {
    return localStorage.getItem(place) !== null
  } catch {
    return true
  }
}

function remember() {
  try {
    localStorage.setItem(place, '1')
  } catch {
    // Told again next time, then.
  }
}
