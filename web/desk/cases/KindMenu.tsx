import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import type { Kind } from '#contract/cases.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { MenuList } from '../kit/MenuList.tsx'

const kinds: readonly Kind[] = ['request', 'complaint', 'wish']

/** The kind of a case, which staff may change: each kind has its own course. */
export function KindMenu({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger
        className="link inline-flex items-center gap-1"
        aria-label={t('desk.facts.changeKind', { kind: t(`desk.kind.${kind}`) })}
      >
        {t(`desk.kind.${kind}`)}
        <Icon name="down" size={14} />
      </Menu.Trigger>
      <MenuList>
        <Menu.RadioGroup value={kind} onValueChange={(value: Kind) => onChange(value)}>
          {kinds.map((value) => (
            <Menu.RadioItem key={value} value={value} closeOnClick className="menu-item">
              <span className="w-4">
                <Menu.RadioItemIndicator>
                  <Icon name="check" size={16} />
                </Menu.RadioItemIndicator>
              </span>
              {t(`desk.kind.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </MenuList>
    </Menu.Root>
  )
}
