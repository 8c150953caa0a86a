/** A mailbox as the sender wrote it: decoded display name (maybe empty), address in lower case. */
export type Mailbox = { name: string; address: string }

/** A file of a mail: `content` holds the decoded bytes, `sha256` their hex digest, `contentId` without brackets. */
export type MailAttachment = {
  name: string
  type: string
  size: number
  sha256: string
  content: Uint8Array
  inline: boolean
  contentId: string | null
}

/** Why a mail must not get an automatic answer. */
export type MachineMark = {
  kind: 'auto_reply' | 'list' | 'bulk' | 'bounce' | 'report' | 'robot'
  because: string
}

/** A delivery failure (RFC 3464 or free form); `status` is d.d.d, `hard` means that trying again is useless. */
export type Bounce = {
  recipient: string | null
  status: string | null
  action: string | null
  hard: boolean
  diagnostic: string | null
  originalMessageId: string | null
  references: string[]
}

/** A complaint in the abuse reporting format (RFC 5965). */
export type Complaint = {
  recipient: string | null
  feedback: string
  originalMessageId: string | null
  references: string[]
}

/** One mail as a value; `text`, `shownText` and `attachments` as decision 13 has them. Instants are UTC. */
export type ReadMail = {
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  from: Mailbox | null
  sender: Mailbox | null
  replyTo: Mailbox[]
  to: Mailbox[]
  cc: Mailbox[]
  deliveredTo: string[]
  /** `null`: no such field; `''`: the empty path of a machine. */
  returnPath: string | null
  subject: string
  date: Date | null
  text: string
  html: string | null
  shownText: string
  hasQuotedText: boolean
  attachments: MailAttachment[]
  machine: MachineMark | null
  bounce: Bounce | null
  complaint: Complaint | null
  warnings: string[]
}

/** Why a mail could not be read at all; it is set aside with its raw source. */
export type UnreadableReason =
  | 'too_large'
  | 'too_deep'
  | 'too_many_parts'
  | 'headers_too_large'
  | 'no_sender'
  | 'timeout'
  | 'memory'
  | 'closed'
  | 'defect'

/** The value thrown for a mail that cannot be read. */
export type Unreadable = { unreadable: UnreadableReason }

/** Makes the value to throw for a named reason. */
export function unreadable(reason: UnreadableReason): Unreadable {
  return { unreadable: reason }
}

/** The reason in a thrown value, or `defect` for anything that is not ours. */
export function reasonOf(thrown: unknown): UnreadableReason {
  if (typeof thrown === 'object' && thrown !== null && 'unreadable' in thrown) {
    return (thrown as Unreadable).unreadable
  }
  return 'defect'
}
