import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Contact, Organisation, Project } from '#contract/organisations.ts'
import { call } from '../client.ts'
import { EditSheet } from '../kit/EditSheet.tsx'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { Part, Tag } from '../kit/Page.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Bones, Failed } from '../kit/states.tsx'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import { ContactForm } from './ContactForm.tsx'
import { useContacts, useRefreshOrganisation } from './queries.ts'

interface ListProps {
  organisation: Organisation
  projects: readonly Project[]
  mayChange: boolean
}

/** Who acts for an organisation: what each sees of its cases, for which projects, and whether they sign. */
export function ContactList({ organisation, projects, mayChange }: ListProps): ReactNode {
  const query = useContacts(organisation.id)
  const [edited, setEdited] = useState<Contact | 'new' | null>(null)
  const [ending, setEnding] = useState<Contact | null>(null)
  const contact = edited === 'new' ? null : edited
  return (
    <Part
      title={t('desk.contact.title')}
      lead={t('desk.contact.lead')}
      deed={
        mayChange ? (
          <button type="button" className="button small" onClick={() => setEdited('new')}>
            <Icon name="plus" size={16} />
            {t('desk.contact.new')}
          </button>
        ) : null
      }
    >
      {query.isPending ? <Bones rows={2} /> : null}
      {query.isError ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
      {query.data?.length === 0 ? <p className="text-ink-2">{t('desk.contact.none')}</p> : null}
      {query.data && query.data.length > 0 ? (
        <ul className="border-t border-line">
          {query.data.map((one) => (
            <Row
              key={one.customerId}
              contact={one}
              projects={projects}
              mayChange={mayChange}
              onEdit={() => setEdited(one)}
              onEnd={() => setEnding(one)}
            />
          ))}
        </ul>
      ) : null}
      <EditSheet
        open={edited !== null}
        onClose={() => setEdited(null)}
        title={contact ? nameOf(contact) : t('desk.contact.new')}
        lead={contact ? undefined : t('desk.contact.newLead', { name: organisation.name })}
        form={(tell) => <ContactForm {...tell} contact={contact} organisation={organisation} projects={projects} />}
      />
      <Ending organisation={organisation} contact={ending} onClose={() => setEnding(null)} />
    </Part>
  )
}

const nameOf = ({ name, email }: Contact): string => name || email || t('desk.nobodyNamed')

interface RowProps {
  contact: Contact
  projects: readonly Project[]
  mayChange: boolean
  onEdit: () => void
  onEnd: () => void
}

function Row({ contact, projects, mayChange, onEdit, onEnd }: RowProps): ReactNode {
  const own = projects.filter(({ id }) => contact.projectIds.includes(id)).map(({ name }) => name)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-b border-line px-2 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <Link to="/customers/$id" params={{ id: contact.customerId }} className="link font-medium break-words">
            {nameOf(contact)}
          </Link>
          {contact.signs ? <Tag>{t('desk.contact.signs')}</Tag> : null}
        </p>
        <p className="text-xs break-words text-ink-3">
          {contact.name && contact.email ? contact.email : ''}
          {contact.proven ? '' : ` · ${t('desk.customer.unproven')}`}
        </p>
      </div>
      <div className="min-w-0 flex-1 basis-56 text-ink-2">
        <p>{t(`desk.contact.sees.${contact.sees}`)}</p>
        {own.length > 0 ? <p className="text-xs text-ink-3">{t('desk.contact.projectsAre', { names: own.join(', ') })}</p> : null}
      </div>
      {mayChange ? (
        <div className="flex gap-1">
          <button
            type="button"
            className="button small"
            onClick={onEdit}
            aria-label={t('desk.contact.changeOf', { name: nameOf(contact) })}
          >
            {t('desk.change')}
          </button>
          <button
            type="button"
            className="button small quiet"
            onClick={onEnd}
            aria-label={t('desk.contact.endOf', { name: nameOf(contact) })}
          >
            {t('desk.contact.end')}
          </button>
        </div>
      ) : null}
    </li>
  )
}

function Ending({
  organisation,
  contact,
  onClose,
}: {
  organisation: Organisation
  contact: Contact | null
  onClose: () => void
}): ReactNode {
  const refresh = useRefreshOrganisation()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const close = () => {
    setError(null)
    onClose()
  }
  const end = (it: Contact) => {
    setBusy(true)
    call(`/organisations/${organisation.id}/contacts/${it.customerId}`, { method: 'DELETE' })
      .then(async () => {
        await refresh()
        sayDone(t('desk.contact.ended', { name: nameOf(it), organisation: organisation.name }))
        close()
      }, setError)
      .finally(() => setBusy(false))
  }
  return (
    <Sheet
      open={contact !== null}
      onClose={close}
      title={contact ? t('desk.contact.endTitle', { name: nameOf(contact) }) : ''}
      lead={t('desk.contact.endLead', { organisation: organisation.name })}
      calm
    >
      <Trouble error={error} />
      <div className="mt-1 flex flex-wrap gap-2">
        <button type="button" className="button primary" disabled={busy} onClick={() => contact && end(contact)}>
          {t('desk.contact.endGo')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('desk.contact.endNot')}
        </button>
      </div>
    </Sheet>
  )
}
