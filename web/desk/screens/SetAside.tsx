import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SetAsideList } from '../channels/SetAsideList.tsx'
import { t } from '../kit/language.ts'
import { useTitle } from '../kit/title.ts'
import { usePerson } from '../people/me.ts'

/** Mail that became no case. */
export function SetAside(): ReactNode {
  const { shop } = usePerson()
  const navigate = useNavigate()
  useTitle(t('desk.view.setAside'))
  return (
    <div data-region="list" className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <div className="px-4 pt-4 pb-3">
        <h1 className="text-base font-semibold">{t('desk.view.setAside')}</h1>
        <p className="mt-1 max-w-2xl text-ink-2">{t('desk.setAside.lead')}</p>
      </div>
      <SetAsideList zone={shop.zone} onOpened={(id) => void navigate({ to: '/cases/$id', params: { id } })} />
    </div>
  )
}
