import { Menu } from '@base-ui/react/menu'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useCommand } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { MenuList } from '../kit/MenuList.tsx'
import { Chip } from './Chip.tsx'
import { MoreChips, MorePickers, pickers } from './FilterPickers.tsx'
import type { Picked } from './FilterPickers.tsx'
import type { Filters } from './queries.ts'

interface BarProps {
  filters: Filters
  people: { id: string; name: string }[]
  teams: { id: string; name: string }[]
  change: (next: Partial<Record<keyof Filters, string | undefined>>) => void
  hasOwner: boolean
  hasTeam: boolean
}
type Field = 'state' | 'kind' | 'owner' | 'team'

const states = ['open', 'answered', 'accepted', 'withdrawn', 'silent', 'set_aside']
const kinds = ['request', 'complaint', 'wish']

/** The filters as chips that can be taken off, a menu that puts them on, and words to look for. All of it is in the address. */
export function FilterBar({ filters, people, teams, change, hasOwner, hasTeam }: BarProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const [picking, setPicking] = useState<Picked | null>(null)
  useCommand('filter', () => setOpen(true))
  const options = optionsOf(people, teams).filter(({ field }) => (field !== 'owner' || hasOwner) && (field !== 'team' || hasTeam))
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change({ q: String(new FormData(event.currentTarget).get('q') ?? '').trim() || undefined })
  }
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
      <Menu.Root open={isOpen} onOpenChange={setOpen}>
        <Menu.Trigger className="button small" aria-keyshortcuts="F">
          <Icon name="filter" size={16} />
          {t('desk.filter.add')}
        </Menu.Trigger>
        <MenuList>
          {pickers.map((field) => (
            <Menu.Item key={field} className="menu-item" onClick={() => setPicking(field)}>
              <span className="w-4">{filters[field] ? <Icon name="check" size={16} /> : null}</span>
              {t(`desk.filter.pick.${field}`)}
            </Menu.Item>
          ))}
          <Menu.Separator className="my-1 h-px bg-line" />
          {options.map(({ field, values }) => (
            <Menu.Group key={field}>
              <Menu.GroupLabel className="panel-title px-2.5 pt-2 pb-1">{t(`desk.filter.${field}`)}</Menu.GroupLabel>
              {values.map((value) => (
                <Menu.Item
                  key={value.id}
                  className="menu-item"
                  onClick={() => change({ [field]: filters[field] === value.id ? undefined : value.id })}
                >
                  <span className="w-4">{filters[field] === value.id ? <Icon name="check" size={16} /> : null}</span>
                  {value.label}
                </Menu.Item>
              ))}
            </Menu.Group>
          ))}
        </MenuList>
      </Menu.Root>
      <MorePickers picking={picking} onClose={() => setPicking(null)} filters={filters} change={change} />
      {options.map(({ field, values }) => {
        const value = values.find((option) => option.id === filters[field])
        return value ? (
          <Chip
            key={field}
            text={t('desk.filter.chip', { field: t(`desk.filter.${field}`), value: value.label })}
            off={() => change({ [field]: undefined })}
          />
        ) : null
      })}
      <form key={filters.q ?? ''} onSubmit={search} className="ms-auto w-44 max-narrow:w-full" role="search">
        <input
          name="q"
          type="search"
          className="field min-h-7! py-0.5! text-xs"
          defaultValue={filters.q}
          placeholder={t('desk.filter.words')}
          aria-label={t('desk.filter.words')}
        />
      </form>
      <MoreChips filters={filters} change={change} />
      {filters.q ? (
        <Chip text={t('desk.filter.chip', { field: t('desk.filter.q'), value: filters.q })} off={() => change({ q: undefined })} />
      ) : null}
    </div>
  )
}

function optionsOf(people: BarProps['people'], teams: BarProps['teams']): { field: Field; values: { id: string; label: string }[] }[] {
  return [
    { field: 'kind', values: kinds.map((id) => ({ id, label: t(`desk.kind.${id}`) })) },
    { field: 'state', values: states.map((id) => ({ id, label: t(`desk.state.${id}`) })) },
    { field: 'team', values: teams.map((team) => ({ id: team.id, label: team.name })) },
    {
      field: 'owner',
      values: [
        { id: 'me', label: t('desk.filter.me') },
        { id: 'none', label: t('desk.filter.none') },
        ...people.map((person) => ({ id: person.id, label: person.name })),
      ],
    },
  ]
}
