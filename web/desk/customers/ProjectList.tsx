import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Organisation, Project } from '#contract/organisations.ts'
import { call } from '../client.ts'
import { EditSheet } from '../kit/EditSheet.tsx'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { Part, Tag } from '../kit/Page.tsx'
import { sayDone } from '../kit/toast.tsx'
import { NamedForm } from './NamedForm.tsx'
import { useRefreshOrganisation } from './queries.ts'

interface ListProps {
  organisation: Organisation
  projects: readonly Project[]
  people: readonly { id: string; name: string }[]
  mayChange: boolean
}

/** The projects of an organisation: each with a person of ours, resting ones last. */
export function ProjectList({ organisation, projects, people, mayChange }: ListProps): ReactNode {
  const refresh = useRefreshOrganisation()
  const [edited, setEdited] = useState<Project | 'new' | null>(null)
  const project = edited === 'new' ? null : edited
  const path = `/organisations/${organisation.id}/projects`
  return (
    <Part
      title={t('desk.project.title')}
      lead={t('desk.project.lead')}
      deed={
        mayChange ? (
          <button type="button" className="button small" onClick={() => setEdited('new')}>
            <Icon name="plus" size={16} />
            {t('desk.project.new')}
          </button>
        ) : null
      }
    >
      {projects.length === 0 ? <p className="text-ink-2">{t('desk.project.none')}</p> : null}
      {projects.length > 0 ? (
        <ul className="border-t border-line">
          {projects.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-2 py-2">
              <span className="flex min-w-0 flex-1 basis-56 flex-wrap items-baseline gap-x-2.5 gap-y-1">
                <span className={`font-medium break-words ${one.active ? '' : 'text-ink-3'}`}>{one.name}</span>
                {one.active ? null : <Tag>{t('desk.project.rests')}</Tag>}
              </span>
              <span className="min-w-0 flex-1 basis-40 text-ink-2">
                {one.namedPerson ? t('desk.customer.namedPerson', { name: one.namedPerson.name }) : t('desk.project.sameNamed')}
              </span>
              {mayChange ? (
                <button
                  type="button"
                  className="button small"
                  onClick={() => setEdited(one)}
                  aria-label={t('desk.project.changeOf', { name: one.name })}
                >
                  {t('desk.change')}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <EditSheet
        open={edited !== null}
        onClose={() => setEdited(null)}
        title={project ? project.name : t('desk.project.new')}
        form={({ onDirty, onDone }) => (
          <NamedForm
            base={project}
            people={people}
            words={{
              name: t('desk.project.name'),
              namedPerson: t('desk.organisation.namedPerson'),
              nobody: t('desk.project.sameNamed'),
              go: t(project ? 'desk.section.save' : 'desk.project.add'),
            }}
            {...(project && { rests: t('desk.project.letRest') })}
            nameCodes={['customers.project_taken']}
            onDirty={onDirty}
            send={({ name, namedPersonId, active }, version, key) =>
              project
                ? call(`/projects/${project.id}`, { method: 'PUT', body: { name, namedPersonId: namedPersonId || null, active, version } })
                : call(path, { method: 'POST', key, body: { name, namedPersonId: namedPersonId || null } })
            }
            reread={async () => (await call<{ items: Project[] }>(path)).items.find(({ id }) => id === project?.id) ?? null}
            onDone={(name) => {
              void refresh()
              sayDone(t('desk.project.saved', { name }))
              onDone()
            }}
          />
        )}
      />
    </Part>
  )
}
