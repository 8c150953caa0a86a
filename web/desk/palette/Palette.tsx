import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { call } from '../client.ts'
import { capOf, commandOf, commands } from '../keys/keymap.ts'
import { isMac } from '../keys/KeyLayer.tsx'
import { readyCommands } from '../keys/registry.ts'
import type { Ready } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { fold, rank } from './rank.ts'
import { useFoundPeople } from './foundPeople.ts'

interface Entry {
  id: string
  label: string
  side: string
  run: () => void
  stays?: boolean
}
interface Group {
  value: string
  items: Entry[]
}
interface Found {
  number: string
  subject: string
  customer: { name: string }
}

let recent: string[] = []

/** D20: go or do. Commands of what exists, then cases by their full text; the list acts on what is open behind it. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop z-40" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-hidden px-3 pt-[10vh]">
          <Dialog.Popup className="sheet flex max-h-[72vh] w-full max-w-2xl flex-col overflow-hidden" aria-label={t('desk.palette.title')}>
            <Finder onClose={onClose} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ onClose }: { onClose: () => void }): ReactNode {
  const [words, setWords] = useState('')
  const [inside, setInside] = useState<string | null>(null)
  const { groups, isSearching } = useGroups(words, inside, setInside)
  const choose = (entry: Entry) => {
    if (entry.stays) return setWords('')
    onClose()
    entry.run()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && words === '' && inside) setInside(null)
  }
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      mode="none"
      value={words}
      onValueChange={setWords}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(entry: Entry) => entry.label}
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" />
        {inside ? (
          <span className="rounded-chip bg-sunken px-2 py-0.5 text-xs whitespace-nowrap">{t(`desk.command.${inside}`)}</span>
        ) : null}
        <Autocomplete.Input
          className="h-13 w-full bg-transparent text-base outline-none"
          placeholder={t(inside ? 'desk.palette.choose' : 'desk.palette.ask')}
          aria-label={t('desk.palette.title')}
          onKeyDown={onKey}
        />
        <Dialog.Close className="button quiet small">
          {t('desk.palette.close')} <kbd>Esc</kbd>
        </Dialog.Close>
      </div>
      <div className="min-h-0 overflow-y-auto p-2">
        <Autocomplete.Empty className="empty:hidden">
          <p className="px-3 py-8 text-center text-ink-2">{isSearching ? t('desk.loading') : t('desk.palette.nothing')}</p>
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: Group) => (
            <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
              <Autocomplete.GroupLabel className="panel-title px-2.5 py-1.5">{group.value}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: Entry) => (
                  <Autocomplete.Item
                    key={entry.id}
                    value={entry}
                    className="menu-item scroll-my-2"
                    onClick={() => {
                      if (entry.stays) entry.run()
                      choose(entry)
                    }}
                  >
                    <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                    <span className="num text-xs text-ink-3">{entry.side}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  )
}

function useGroups(words: string, inside: string | null, setInside: (id: string) => void): { groups: Group[]; isSearching: boolean } {
  const cases = useFoundCases(words, inside)
  const served = useFoundPeople(words, inside)
  const [ready] = useState(readyCommands)
  const parent = inside ? ready.get(inside) : undefined
  if (parent) {
    const items = (parent.choices ?? []).filter((choice) => rank(words, choice.label, '') > 0).map((choice) => ({ ...choice, side: '' }))
    return { groups: items.length > 0 ? [{ value: t('desk.palette.values'), items }] : [], isSearching: false }
  }
  const own = commandEntries(words, ready, setInside)
  const groups = [
    { value: t('desk.palette.here'), items: own.filter((entry) => commandOf(entry.id).scope !== 'everywhere') },
    { value: t('desk.palette.commands'), items: own.filter((entry) => commandOf(entry.id).scope === 'everywhere') },
    { value: t('desk.palette.cases'), items: cases.entries },
    { value: t('desk.palette.customers'), items: served.entries },
  ]
  return { groups: groups.filter((group) => group.items.length > 0), isSearching: cases.isSearching || served.isSearching }
}

function commandEntries(words: string, ready: ReadonlyMap<string, Ready>, setInside: (id: string) => void): Entry[] {
  return commands
    .filter((command) => command.inPalette && ready.has(command.id))
    .map((command) => ({ command, label: ready.get(command.id)?.label ?? t(`desk.command.${command.id}`) }))
    .map((row) => ({ ...row, rank: rank(words, row.label, t(`desk.synonyms.${row.command.id}`)) }))
    .filter((row) => row.rank > 0)
    .sort((a, b) => b.rank - a.rank || recency(a.command.id) - recency(b.command.id))
    .map(({ command, label }) => entryOf(command.id, label, ready.get(command.id), setInside))
}

function entryOf(id: string, label: string, own: Ready | undefined, setInside: (id: string) => void): Entry {
  const first = commandOf(id).chords[0]
  const hasChoices = (own?.choices?.length ?? 0) > 0
  const run = () => {
    recent = [id, ...recent.filter((other) => other !== id)].slice(0, 5)
    if (hasChoices) return setInside(id)
    // After the palette has closed and the focus is back, so that what opens next may take it.
    setTimeout(() => own?.run(), 0)
  }
  return { id, label: hasChoices ? `${label} ...` : label, side: first ? capOf(first, isMac) : '', run, stays: hasChoices }
}

function recency(id: string): number {
  const place = recent.indexOf(id)
  return place < 0 ? recent.length : place
}

function useFoundCases(words: string, inside: string | null): { entries: Entry[]; isSearching: boolean } {
  const navigate = useNavigate()
  const asked = useDeferredValue(words.trim())
  const isOn = asked.length > 1 && !inside
  const { data, isFetching } = useQuery({
    queryKey: ['found', fold(asked)],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 120))
      return signal.aborted ? [] : findCases(asked, signal)
    },
    enabled: isOn,
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const entries = (isOn ? (data ?? []) : []).map((found) => ({
    id: found.number,
    label: `${found.subject} - ${found.customer.name}`,
    side: found.number,
    run: () => void navigate({ to: '/cases/$id', params: { id: found.number } }),
  }))
  return { entries, isSearching: isOn && isFetching }
}

/** Cases by their words. A number alone may also be a case's own, as it is read out on the phone: that one comes first. */
async function findCases(asked: string, signal: AbortSignal): Promise<Found[]> {
  const wanted = /^\d+$/.test(asked) ? [`K-${asked}`, asked] : [asked]
  const lists = await Promise.all(
    wanted.map((q) => call<{ items: Found[] }>(`/cases?${new URLSearchParams({ q, sort: 'newest', limit: '8' })}`, { signal })),
  )
  return [...new Map(lists.flatMap(({ items }) => items.map((item) => [item.number, item] as const))).values()].slice(0, 8)
}
