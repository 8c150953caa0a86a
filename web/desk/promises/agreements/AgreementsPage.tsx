import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../kit/language.ts'
import { Agreements } from './Agreements.tsx'
import type { ListState } from './queries.ts'

const states: readonly ListState[] = ['proposed', 'in_force', 'ending', 'other']

/** All standing levels: what waits for a word first, what holds, what ends soon. */
export function AgreementsPage({ role, zone }: { role: string; zone: string }): ReactNode {
  const [state, setState] = useState<ListState | null>(null)
  return (
    <>
      <h1 className="text-xl font-semibold">{t('desk.agreement.title')}</h1>
      <p className="mt-1 text-ink-2">{t('desk.agreement.pageLead')}</p>
      <div role="group" aria-label={t('desk.agreement.show')} className="my-4 flex flex-wrap gap-1">
        {[null, ...states].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={one === state}
            className={`button small ${one === state ? 'bg-sunken!' : 'quiet'}`}
            onClick={() => setState(one)}
          >
            {t(`desk.agreement.list.${one ?? 'all'}`)}
          </button>
        ))}
      </div>
      <Agreements state={state ?? undefined} role={role} zone={zone} />
    </>
  )
}
