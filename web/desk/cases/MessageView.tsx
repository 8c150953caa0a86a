import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Message } from '#contract/cases.ts'
import { addressOf } from '../client.ts'
import type { Wire } from '../client.ts'
import { Icon } from '../kit/icons.tsx'
import { say, t } from '../kit/language.ts'
import { fullTime, whenWords } from '../kit/time.ts'
import { HtmlView } from './HtmlView.tsx'
import { stretchesOf, type Mark } from './plainText.ts'

export type MessageRow = Wire<Message>
interface MessageProps {
  message: MessageRow
  /** Words of its shown text that raised an emergency. */
  triggers: readonly Mark[]
  zone: string
  now: number
  pending: ReactNode
  delivery: ReactNode
}

const looks: Record<MessageRow['direction'], string> = {
  in: 'border-line bg-surface',
  out: 'border-line bg-surface ms-8 max-narrow:ms-3',
  note: 'border-transparent border-s-ink-2 border-s-3 bg-note',
  automatic: 'border-transparent bg-transparent',
}

/** One entry of the conversation. What the sender wrote is shown as text; its HTML only on demand, in a closed frame. */
export function MessageView({ message, triggers, zone, now, pending, delivery }: MessageProps): ReactNode {
  const [whole, setWhole] = useState(false)
  const [html, setHtml] = useState(false)
  const isCut = message.shownText.trim() !== message.text.trim()
  const text = whole || message.shownText.trim() === '' ? message.text : message.shownText
  const lang = message.language ?? undefined
  if (message.direction === 'automatic' && !whole)
    return <Automatic message={message} zone={zone} now={now} open={() => setWhole(true)} delivery={delivery} />
  return (
    <article
      className={`rounded-control border px-4 py-3 ${looks[message.direction]}`}
      aria-label={t(`desk.message.from.${message.direction}`, { name: nameOf(message) })}
      data-message={message.id}
    >
      <Head message={message} zone={zone} now={now} />
      <Marks marks={message.marks} />
      {html ? (
        <HtmlView id={message.id} from={nameOf(message)} />
      ) : (
        <Plain text={text} lang={lang} marks={text === message.shownText ? triggers : []} />
      )}
      <Attachments message={message} />
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs empty:hidden">
        {isCut && !html ? (
          <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t(whole ? 'desk.message.showLess' : 'desk.message.showAll')}
          </button>
        ) : null}
        {message.hasHtml ? (
          <button type="button" className="link" aria-pressed={html} onClick={() => setHtml(!html)}>
            {t(html ? 'desk.message.asText' : 'desk.message.asHtml')}
          </button>
        ) : null}
        {message.direction === 'in' && message.channel === 'email' ? (
          <a className="link" href={addressOf(`/messages/${message.id}/source`)} download>
            {t('desk.message.source')}
          </a>
        ) : null}
        {message.direction === 'automatic' ? (
          <button type="button" className="link" onClick={() => setWhole(false)}>
            {t('desk.message.fold')}
          </button>
        ) : null}
      </div>
      {delivery}
      {pending}
    </article>
  )
}

function Head({ message, zone, now }: Pick<MessageProps, 'message' | 'zone' | 'now'>): ReactNode {
  const at = Date.parse(message.createdAt)
  return (
    <header className="mb-1.5 flex flex-wrap items-baseline gap-x-2 text-xs text-ink-3">
      {message.direction === 'note' ? <strong className="text-ink">{t('desk.message.note')}</strong> : null}
      <span className="text-sm font-semibold text-ink">{nameOf(message)}</span>
      {message.direction === 'in' && message.from.address && message.from.address !== nameOf(message) ? (
        <span className="break-all">{message.from.address}</span>
      ) : null}
      {message.direction === 'note' ? null : <span>{t(`desk.channel.${message.channel}`)}</span>}
      <time className="ms-auto whitespace-nowrap" dateTime={message.createdAt} title={fullTime(at, zone)}>
        {say(whenWords(at, now, zone))}
      </time>
    </header>
  )
}

function Automatic({
  message,
  zone,
  now,
  open,
  delivery,
}: Pick<MessageProps, 'message' | 'zone' | 'now' | 'delivery'> & { open: () => void }): ReactNode {
  const at = Date.parse(message.createdAt)
  return (
    <div className="px-4 text-xs text-ink-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span>{t('desk.message.automatic')}</span>
        <button type="button" className="link min-w-0 truncate text-start" onClick={open}>
          {message.subject || t('desk.message.show')}
        </button>
        <time className="ms-auto whitespace-nowrap" dateTime={message.createdAt} title={fullTime(at, zone)}>
          {say(whenWords(at, now, zone))}
        </time>
      </p>
      {delivery}
    </div>
  )
}

function Plain({ text, lang, marks }: { text: string; lang: string | undefined; marks: readonly Mark[] }): ReactNode {
  return (
    <div className="prose" lang={lang}>
      {stretchesOf(text, marks).map((part, index) =>
        part.isMarked ? (
          <mark key={index} className="trigger">
            {part.text}
          </mark>
        ) : part.href ? (
          <a key={index} className="link" href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </div>
  )
}

const warnings = [
  'stranger',
  'same_id_other_content',
  'unproven',
  'encrypted',
  'machine',
  'odd_from',
  'tnef',
  'headers_cut',
  'text_cut',
  'attachments_cut',
  'set_aside',
]

function Marks({ marks }: { marks: string[] }): ReactNode {
  const shown = marks.filter((mark) => warnings.includes(mark))
  if (shown.length === 0) return null
  return (
    <ul className="mb-2 flex flex-col gap-1">
      {shown.map((mark) => (
        <li key={mark} className="flex items-start gap-2 rounded-chip bg-sunken px-2 py-1 text-xs text-ink-2">
          <Icon name="warn" size={16} />
          {t(`desk.mark.${mark}`)}
        </li>
      ))}
    </ul>
  )
}

function Attachments({ message }: { message: MessageRow }): ReactNode {
  if (message.attachments.length === 0) return null
  return (
    <ul className="mt-3 flex flex-wrap gap-2" aria-label={t('desk.message.attachments')}>
      {message.attachments.map((file) => (
        <li key={file.id} className="min-w-0 max-w-full">
          <a className="button small max-w-full" href={addressOf(`/attachments/${file.id}`)} download={file.name}>
            <Icon name="file" size={16} />
            <span className="truncate">{file.name}</span>
            <span className="num font-normal whitespace-nowrap text-ink-3">{sizeOf(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function sizeOf(bytes: number): string {
  const kilo = bytes / 1024
  return kilo < 1000 ? `${Math.max(1, Math.round(kilo))} kB` : `${(kilo / 1024).toFixed(1)} MB`
}

/** Who wrote it, as people call them. */
export function nameOf(message: MessageRow): string {
  return message.from.name || message.from.address || t('desk.nobodyNamed')
}
