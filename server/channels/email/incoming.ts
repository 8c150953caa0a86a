import type { IncomingMessage } from '#cases'
import { detectLanguage } from '#platform/i18n/index.ts'
import { indexable, type Arriving } from './arrival.ts'
import type { ReadMail } from './reading/index.ts'

/** A mail that was read as a message of a conversation: foreign text, its files, and what to know before trusting it. */
export function incomingMessage(
  arriving: Pick<Arriving, 'messageId' | 'rawSha256' | 'marks'>,
  mail: ReadMail,
  isMachine: boolean,
): IncomingMessage {
  return {
    channel: 'email',
    text: storable(mail.text),
    shownText: storable(mail.shownText),
    html: mail.html === null ? null : storable(mail.html),
    subject: storable(mail.subject),
    from: { name: storable(mail.from?.name ?? ''), address: storable(mail.from?.address ?? '') },
    messageId: indexable(mail.messageId),
    language: detectLanguage(mail.shownText.slice(0, 400)) ?? null,
    marks: [...new Set([...arriving.marks, ...(isMachine ? ['machine'] : [])])],
    rawSha256: arriving.rawSha256,
    files: mail.attachments
      .slice(0, 500)
      .map(({ name, type, content, contentId }) => ({ name: storable(name), type: storable(type), content, contentId })),
  }
}

/** PostgreSQL holds every character but NUL, and no half surrogate. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
