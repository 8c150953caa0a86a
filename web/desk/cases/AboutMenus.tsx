import { useState } from 'react'
import type { ReactNode } from 'react'
import { useProducts, useProjects } from '../kit/choices.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { Picker } from '../kit/Picker.tsx'
import type { Case } from './queries.ts'

type Named = { id: string; name: string } | null
export interface About {
  productId?: string | null
  projectId?: string | null
}

interface MenuProps {
  view: Case
  onChange: (about: About) => void
}

/** What a case is about, which staff may change: a product or a service of the list, or none. */
export function ProductMenu({ view, onChange }: MenuProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const products = useProducts()
  const choices = (products.data ?? [])
    .filter(({ active }) => active)
    .map(({ id, name, pace }) => ({ id, label: name, side: t(`desk.pace.${pace}`) }))
  return (
    <>
      <Opener what="product" value={view.product} onOpen={() => setOpen(true)} />
      <Picker
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('desk.facts.product')}
        choices={choices}
        chosenId={view.product?.id ?? null}
        onChoose={({ id }) => onChange({ productId: id })}
        none={{ label: t('desk.facts.noProduct'), onChoose: () => onChange({ productId: null }) }}
        empty={t(products.isPending ? 'desk.loading' : 'desk.picker.nothing')}
      />
    </>
  )
}

/** For which project of the organisation it was asked; only there where there is an organisation. */
export function ProjectMenu({ view, onChange }: MenuProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const projects = useProjects(isOpen ? (view.organisation?.id ?? null) : null)
  const choices = (projects.data ?? []).filter(({ active }) => active).map(({ id, name }) => ({ id, label: name }))
  return (
    <>
      <Opener what="project" value={view.project} onOpen={() => setOpen(true)} />
      <Picker
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('desk.facts.project')}
        choices={choices}
        chosenId={view.project?.id ?? null}
        onChoose={({ id }) => onChange({ projectId: id })}
        none={{ label: t('desk.facts.noProject'), onChoose: () => onChange({ projectId: null }) }}
        empty={t(projects.isPending ? 'desk.loading' : 'desk.picker.nothing')}
      />
    </>
  )
}

function Opener({ what, value, onOpen }: { what: 'product' | 'project'; value: Named; onOpen: () => void }): ReactNode {
  const said = value?.name ?? t('desk.facts.choose')
  return (
    <button
      type="button"
      className="link inline-flex max-w-full items-center gap-1 text-start"
      aria-haspopup="dialog"
      aria-label={t(what === 'product' ? 'desk.facts.changeProduct' : 'desk.facts.changeProject', {
        name: value?.name ?? '',
        is: value ? 'set' : 'none',
      })}
      onClick={onOpen}
    >
      <span className="min-w-0 break-words">{said}</span>
      <Icon name="down" size={14} />
    </button>
  )
}
