import { Menu } from '@base-ui/react/menu'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { ariaKeys, capOf } from '../keys/keymap.ts'
import { isMac } from '../keys/KeyLayer.tsx'
import { useCommand } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { MenuList } from '../kit/MenuList.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { clockTime } from '../kit/time.ts'
import { useDraft } from './draft.ts'
import type { Mode, Saving } from './draft.ts'
import { nameOf } from './MessageView.tsx'
import type { MessageRow } from './MessageView.tsx'
import { newestOf, useSending } from './sending.ts'
import type { Case } from './queries.ts'

interface ComposerProps {
  id: string
  view: Case
  zone: string
  /** What sending does to what was promised, as the keys of its words. */
  words: { answer: string; update: string }
  onWriting: (isWriting: boolean) => void
}

/** Where the answer is written. The button says what sending does to the promise. */
export function Composer({ id, view, zone, words, onWriting }: ComposerProps): ReactNode {
  const area = useRef<HTMLTextAreaElement>(null)
  const { draft, write, clear, saving } = useDraft(view.id, view.draft)
  const sending = useSending(id, view, {
    onSent: (mode) => {
      clear(mode)
      onWriting(false)
    },
    onUndone: (text, as) => {
      write({ text, as })
      area.current?.focus()
    },
  })
  const may = { answer: view.may['answer'] === true, note: view.may['note'] === true }
  const as = may.answer ? draft.as : 'note'
  const isEmpty = draft.text.trim() === ''
  const focusAs = (mode: Mode) => {
    write({ text: draft.text, as: mode })
    requestAnimationFrame(() => area.current?.focus())
  }
  const send = (mode: Mode) => {
    if (!isEmpty && !sending.busy) void sending.send(draft.text, mode)
  }
  useCommand('reply', may.answer ? () => focusAs('answer') : null)
  useCommand('note', may.note ? () => focusAs('note') : null)
  useCommand('send', isEmpty ? null : () => send(as))
  if (!may.answer && !may.note) return null
  return (
    <section
      data-region="composer"
      aria-label={t('desk.region.composer')}
      className={`border-t border-line px-4 pt-2 pb-3 ${as === 'note' ? 'bg-note' : 'bg-surface'}`}
    >
      <div className="mb-2 flex flex-wrap items-center gap-1">
        {may.answer ? (
          <ModeButton isOn={as !== 'note'} cap="R" command="reply" onClick={() => focusAs('answer')}>
            {t('desk.composer.reply')}
          </ModeButton>
        ) : null}
        {may.note ? (
          <ModeButton isOn={as === 'note'} cap="N" command="note" onClick={() => focusAs('note')}>
            {t('desk.composer.note')}
          </ModeButton>
        ) : null}
        <span className="ms-auto min-w-0 truncate text-xs text-ink-3">
          {as === 'note'
            ? t('desk.composer.team')
            : t('desk.composer.to', {
                name: view.customer.name || view.customer.email || '',
                channel: t(`desk.channel.${view.channel}`),
                language: t(`desk.language.${view.language}`),
              })}
        </span>
      </div>
      <textarea
        ref={area}
        data-region-start
        rows={3}
        value={draft.text}
        lang={as === 'note' ? undefined : view.language}
        className="field field-sizing-content max-h-[38vh] min-h-20 resize-y text-base! leading-6"
        aria-label={t(as === 'note' ? 'desk.composer.noteLabel' : 'desk.composer.label')}
        placeholder={t(as === 'note' ? 'desk.composer.notePlace' : 'desk.composer.place')}
        onChange={(event) => {
          write({ text: event.target.value, as })
          onWriting(event.target.value.trim() !== '')
        }}
        onBlur={() => onWriting(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            area.current?.blur()
          }
        }}
      />
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <SavingWords saving={saving} zone={zone} />
        <SendButton as={as} words={words} disabled={isEmpty || sending.busy} send={send} />
      </div>
      <Meanwhile
        messages={sending.meanwhile}
        onLeave={sending.leave}
        onSend={() => void sending.send(draft.text, as, sending.meanwhile?.at(-1)?.id ?? newestOf(view)?.id)}
      />
    </section>
  )
}

function ModeButton({
  isOn,
  cap,
  command,
  onClick,
  children,
}: {
  isOn: boolean
  cap: string
  command: string
  onClick: () => void
  children: ReactNode
}): ReactNode {
  return (
    <button
      type="button"
      className={`button small ${isOn ? '' : 'quiet'}`}
      aria-pressed={isOn}
      aria-keyshortcuts={ariaKeys(command, isMac)}
      onClick={onClick}
    >
      {children}
      <kbd aria-hidden="true">{cap}</kbd>
    </button>
  )
}

function SavingWords({ saving, zone }: { saving: Saving; zone: string }): ReactNode {
  const words =
    saving.state === 'empty' ? '' : t(`desk.draft.${saving.state}`, 'atMs' in saving ? { time: clockTime(saving.atMs, zone) } : undefined)
  return <span className="text-xs text-ink-3">{words}</span>
}

function SendButton({
  as,
  words,
  disabled,
  send,
}: {
  as: Mode
  words: ComposerProps['words']
  disabled: boolean
  send: (as: Mode) => void
}): ReactNode {
  const label = t(as === 'note' ? 'desk.send.note' : words[as])
  const cap = capOf('mod+enter', isMac)
  return (
    <span className="ms-auto flex max-w-full">
      <button
        type="button"
        className={`button primary ${as === 'note' ? '' : 'rounded-e-none!'}`}
        disabled={disabled}
        onClick={() => send(as)}
        aria-keyshortcuts={ariaKeys('send', isMac)}
      >
        {label}
        <kbd aria-hidden="true" className="max-narrow:hidden">
          {cap}
        </kbd>
      </button>
      {as === 'note' ? null : (
        <Menu.Root>
          <Menu.Trigger
            className="button primary icon rounded-s-none! border-s-on-ink/40!"
            disabled={disabled}
            aria-label={t('desk.send.other')}
          >
            <Icon name="down" size={16} />
          </Menu.Trigger>
          <MenuList align="end">
            <Menu.Item className="menu-item" onClick={() => send('answer')}>
              {t(words.answer)}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => send('update')}>
              {t(words.update)}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => send('note')}>
              {t('desk.send.asNote')}
            </Menu.Item>
          </MenuList>
        </Menu.Root>
      )}
    </span>
  )
}

/** Somebody wrote while these words were written: their message first, then the choice. */
function Meanwhile({ messages, onLeave, onSend }: { messages: MessageRow[] | null; onLeave: () => void; onSend: () => void }): ReactNode {
  const latest = messages?.at(-1)
  return (
    <Sheet
      open={messages !== null}
      onClose={onLeave}
      title={t('desk.meanwhile.title', { name: latest ? nameOf(latest) : '' })}
      lead={t('desk.meanwhile.lead')}
      calm
    >
      <div className="flex max-h-64 flex-col gap-3 overflow-y-auto">
        {(messages ?? []).map((message) => (
          <blockquote
            key={message.id}
            className="prose rounded-control border border-line p-3 text-sm!"
            lang={message.language ?? undefined}
          >
            {message.shownText || message.text}
          </blockquote>
        ))}
      </div>
      <div className="mt-5 flex flex-wrap gap-2">
        <button type="button" className="button primary" onClick={onLeave}>
          {t('desk.meanwhile.keep')}
        </button>
        <button type="button" className="button" onClick={onSend}>
          {t('desk.meanwhile.send')}
        </button>
      </div>
    </Sheet>
  )
}
