import type { CaseRow, Message, Owner } from '#contract/cases.ts'
import type * as messages from './message-store.ts'
import { numberText } from './rules/number.ts'
import type * as store from './store.ts'

/** One owner at every moment: a person, or the queue of a team. */
export function ownerView(it: store.CaseListed): Owner {
  return it.ownerId
    ? { kind: 'person', id: it.ownerId, name: it.ownerName ?? '', teamId: it.teamId }
    : { kind: 'team', id: it.teamId, name: it.teamName, teamId: it.teamId }
}

/** A row of the inbox. */
export function caseRowView(it: store.CaseListed): CaseRow {
  const {
    id,
    kind,
    state,
    subject,
    channel,
    language,
    openedAt,
    updatedAt,
    version,
    dueAt,
    waiting,
    danger,
    dueForm,
    snippet,
    unread,
    emergency,
  } = it
  return {
    id,
    number: numberText(it.number),
    kind,
    state,
    subject,
    channel,
    language,
    openedAt,
    updatedAt,
    version,
    dueAt,
    waiting,
    danger,
    dueForm,
    emergency: emergency && {
      kind: emergency,
      words: [...new Set(it.emergencyTriggers.map(({ words }) => words))],
      raisedAt: it.emergencyRaisedAt ?? it.updatedAt,
      confirmed: it.emergencyConfirmed,
    },
    snippet,
    unread,
    customer: { id: it.customerId, name: it.customerName, email: it.customerEmail },
    owner: ownerView(it),
    organisation: named(it.organisationId, it.organisationName),
    project: named(it.projectId, it.projectName),
    product: named(it.productId, it.productName),
    weight: it.weight,
  }
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** A message as staff and keys see it; what became of its mail is added by whoever knows. */
export function messageView(row: messages.MessageShown): Message {
  const { id, caseId, messageId, direction, customerId, channel, subject, text, shownText, language, marks, createdAt, sendsAt } = row
  return {
    id,
    caseId,
    messageId,
    direction,
    customerId,
    channel,
    subject,
    text,
    shownText,
    language,
    marks,
    createdAt,
    sendsAt,
    hasHtml: row.html !== null,
    from: { name: row.fromName, address: row.fromAddress },
    attachments: row.files,
    delivery: null,
  }
}
