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
  const author = message.name ?? (message.from === 'customer' ? t('thread.you') : frame.shopName)
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
    <>
      <a href={attachment.href} rel="noopener">
        {attachment.name}
      </a>
      <span className="quiet">{sizeText(attachment.bytes, t.language)}</span>
    </>
  )
}

function sizeText(bytes: number, language: string): string {
  if (bytes < 1_000_000) return sizeFormat(language, 'kilobyte').format(Math.max(1, Math.round(bytes / 1000)))
  return sizeFormat(language, 'megabyte').format(Math.round(bytes / 100_000) / 10)
}

function sizeFormat(language: string, unit: string): Intl.NumberFormat {
  const key = `${language} ${unit}`
  const format = sizeFormats.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit })
  sizeFormats.set(key, format)
  return format
}

const sizeFormats = new Map<string, Intl.NumberFormat>()
