import type { ReactNode } from 'react'
import type { Organisation } from '#contract/organisations.ts'
import { call, codeOf } from '../client.ts'
import { Back } from '../kit/Back.tsx'
import { ChangeButton } from '../kit/ChangeButton.tsx'
import { useOrganisation, useProjects } from '../kit/choices.ts'
import { t } from '../kit/language.ts'
import { Page } from '../kit/Page.tsx'
import { Bones, Failed, Nothing } from '../kit/states.tsx'
import { sayDone } from '../kit/toast.tsx'
import { useTitle } from '../kit/title.ts'
import { WhoMay } from '../kit/WhoMay.tsx'
import { ContactList } from './ContactList.tsx'
import { NamedForm } from './NamedForm.tsx'
import { leads } from './OrganisationsPage.tsx'
import { ProjectList } from './ProjectList.tsx'
import { useRefreshOrganisation } from './queries.ts'

interface PageProps {
  id: string
  people: readonly { id: string; name: string }[]
  mayChange: boolean
  /** What other rooms show of it: its cases, its agreements. */
  children: (organisation: Organisation) => ReactNode
}

/** An organisation: who stands behind it, who acts for it, what it works on with us. */
export function OrganisationPage({ id, people, mayChange, children }: PageProps): ReactNode {
  const query = useOrganisation(id)
  const projects = useProjects(id).data ?? []
  useTitle(query.data?.name ?? t('desk.organisations.title'))
  const it = query.data
  if (!it)
    return (
      <Page
        title={<span className="sr-only">{t('desk.organisations.title')}</span>}
        back={<Back to="/organisations">{t('desk.organisations.title')}</Back>}
      >
        {query.isPending ? <Bones rows={6} /> : null}
        {query.isError && codeOf(query.error) === 'not_found' ? (
          <Nothing title={t('desk.organisation.gone')}>{t('desk.organisation.goneLead')}</Nothing>
        ) : query.isError ? (
          <Failed error={query.error} again={() => void query.refetch()} />
        ) : null}
      </Page>
    )
  return (
    <Page
      title={it.name}
      back={<Back to="/organisations">{t('desk.organisations.title')}</Back>}
      lead={<Lead organisation={it} />}
      deeds={mayChange ? <Change organisation={it} people={people} /> : null}
    >
      {mayChange ? null : <WhoMay roles={leads} words={(names) => t('desk.organisation.whoMay', { names })} />}
      {children(it)}
      <ContactList organisation={it} projects={projects} mayChange={mayChange} />
      <ProjectList organisation={it} projects={projects} people={people} mayChange={mayChange} />
    </Page>
  )
}

function Lead({ organisation }: { organisation: Organisation }): ReactNode {
  const kind = organisation.team ? t('desk.organisation.isTeam', { team: organisation.team.name }) : t('desk.organisation.kind.company')
  const person = organisation.namedPerson
    ? t('desk.customer.namedPerson', { name: organisation.namedPerson.name })
    : t('desk.organisation.nobodyNamed')
  return `${kind} · ${person}`
}

function Change({ organisation, people }: Pick<PageProps, 'people'> & { organisation: Organisation }): ReactNode {
  const refresh = useRefreshOrganisation()
  return (
    <ChangeButton
      title={organisation.name}
      form={({ onDirty, onDone }) => (
        <NamedForm
          base={organisation}
          people={people}
          words={{
            name: t('desk.organisation.name'),
            namedPerson: t('desk.organisation.namedPerson'),
            nobody: t('desk.organisation.nobody'),
            go: t('desk.section.save'),
          }}
          onDirty={onDirty}
          send={({ name, namedPersonId }, version) =>
            call(`/organisations/${organisation.id}`, { method: 'PUT', body: { name, namedPersonId: namedPersonId || null, version } })
          }
          reread={() => call<Organisation>(`/organisations/${organisation.id}`)}
          onDone={(name) => {
            void refresh()
            sayDone(t('desk.organisation.savedNow', { name }))
            onDone()
          }}
        />
      )}
    />
  )
}
