import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../kit/language.ts'
import { useOrganisations } from './queries.ts'
import type { useChoices } from './queries.ts'
import { Choice } from './TermFields.tsx'

interface Scope {
  projectId: string
  productId: string
}
interface ScopeProps {
  /** Whether whom it is with is known already. */
  isPartyFixed: boolean
  organisationId: string
  onOrganisation: (id: string) => void
  scope: Scope
  onScope: (scope: Scope) => void
  choices: ReturnType<typeof useChoices>
}

/** Whom an agreement is with, and what it is narrowed to. */
export function ScopeFields({ isPartyFixed, organisationId, onOrganisation, scope, onScope, choices }: ScopeProps): ReactNode {
  const projects = choices.projects.filter(({ active }) => active)
  const products = choices.products.filter(({ active }) => active)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {isPartyFixed ? null : <Organisations chosen={organisationId} onChoose={onOrganisation} />}
      {projects.length > 0 ? (
        <Choice
          label={t('desk.agreement.project')}
          none={t('desk.agreement.allProjects')}
          value={scope.projectId}
          options={projects}
          onChange={(projectId) => onScope({ ...scope, projectId })}
        />
      ) : null}
      {products.length > 0 ? (
        <Choice
          label={t('desk.agreement.product')}
          none={t('desk.agreement.allProducts')}
          value={scope.productId}
          options={products}
          onChange={(productId) => onScope({ ...scope, productId })}
        />
      ) : null}
    </div>
  )
}

function Organisations({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }): ReactNode {
  const [text, setText] = useState('')
  const { data = [] } = useOrganisations(useDeferredValue(text))
  return (
    <>
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.agreement.findOrganisation')}
        <input className="field font-normal" type="search" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <Choice
        label={t('desk.agreement.organisation')}
        none={t('desk.agreement.choose')}
        value={chosen}
        options={data}
        onChange={onChoose}
      />
    </>
  )
}
