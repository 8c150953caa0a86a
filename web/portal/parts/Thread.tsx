import type { Attachment, ThreadMessage } from '#contract/portal.ts'
import { useReading } from './reading.tsx'
import { Time } from './Time.tsx'

/** The conversation, oldest first, each message in its own language. */
export function Thread({ messages }: { messages: ThreadMessage[] }) {
  const { t } = useReading()
  if (messages.length === 0) return null
  return (
    <section aria-labelledby="thread-title">
      <h2 id="thread-title">{t('thread.title')}</h2>
      <ol className="thread">
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
    </section>
  )
}

function Message({ message }: { message: ThreadMessage }) {
  const { t, frame } = useReading()
  const author = message.from === 'customer' ? t('thread.you') : (message.name ?? frame.shopName)
  return (
    <li className={`message from-${message.from}`} id={`message-${message.id}`}>
      <p className="message-head">
        <b>{author}</b> {message.isAnswer && <span className="answer-mark">{t('thread.answer')}</span>} <Time at={message.at} />
      </p>
      <div className="message-text" lang={message.language ?? undefined} dir="auto">
        {message.text}
      </div>
      {message.attachments.length > 0 && (
        <ul className="attachments">
          {message.attachments.map((attachment) => (
            <li key={attachment.href}>
              <AttachmentLink attachment={attachment} />
            </li>
          ))}
        </ul>
      )}
      {message.delivery === 'failed' && <p className="error">{t('thread.failed')}</p>}
    </li>
  )
}

function AttachmentLink({ attachment }: { attachment: Attachment }) {
  const { t } = useReading()
  return (
    <a href={attachment.href} rel="noopener">
      {attachment.name} <span className="quiet">({sizeText(attachment.bytes, t.language)})</span>
    </a>
  )
}

function sizeText(bytes: number, language: string): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: amount < 10 && unit === 'megabyte' ? 1 : 0 }).format(amount)
}
