import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCounts } from '../cases/queries.ts'
import { CommandButton } from '../keys/CommandButton.tsx'
import { capOf } from '../keys/keymap.ts'
import { isMac } from '../keys/KeyLayer.tsx'
import { runCommand } from '../keys/registry.ts'
import { Icon, Mark } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { clockTime, placeOf } from '../kit/time.ts'
import { useLink } from '../live.ts'
import { PersonMenu } from '../people/PersonMenu.tsx'
import { usePerson } from '../people/me.ts'

/** The bar on top: search, the live dot, the shop's clock and the person. */
export function TopBar({ onMenu, isMenuOpen }: { onMenu: () => void; isMenuOpen: boolean }): ReactNode {
  const { shop } = usePerson()
  return (
    <header data-region="top" className="flex h-13 flex-none items-center gap-3 border-b border-line bg-surface px-3">
      <button
        type="button"
        className="button quiet icon narrow:hidden"
        onClick={onMenu}
        aria-expanded={isMenuOpen}
        aria-controls="sidebar"
        aria-label={t('desk.menu')}
      >
        <Icon name="menu" />
      </button>
      <Link
        to="/inbox/$view"
        params={{ view: 'mine' }}
        className="flex items-center gap-2 rounded-chip px-1 font-semibold narrow:w-[12.75rem]"
      >
        <Mark />
        <span className="truncate max-narrow:sr-only">{shop.name}</span>
      </Link>
      <button
        type="button"
        className="field flex min-w-0 max-w-xl flex-1 items-center gap-2 text-start text-ink-3 hover:bg-hover"
        onClick={() => runCommand('palette')}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
      >
        <Icon name="search" />
        <span className="flex-1 truncate">{t('desk.search')}</span>
        <kbd className="max-narrow:hidden">{capOf('mod+k', isMac)}</kbd>
      </button>
      <span className="flex-1 max-narrow:hidden" />
      <Emergencies />
      <LiveDot />
      <span className="flex-none whitespace-nowrap max-narrow:hidden">
        <CommandButton command="takeNext" quiet small />
      </span>
      <PersonMenu />
    </header>
  )
}

/** How many emergencies stand, wherever in the desk somebody is: said when the number changes, and one press away. */
function Emergencies(): ReactNode {
  const count = useCounts().data?.emergency ?? 0
  return (
    <span role="status" className="flex-none">
      {count > 0 ? (
        <Link
          to="/inbox/$view"
          params={{ view: 'all' }}
          search={{ section: 'emergency' }}
          className="num inline-flex min-h-8 items-center gap-1.5 rounded-control bg-ink px-2.5 font-semibold whitespace-nowrap text-on-ink"
        >
          <Icon name="warn" size={16} />
          {count}
          <span className="max-narrow:sr-only">{t('desk.emergency.count', { count })}</span>
        </Link>
      ) : null}
    </span>
  )
}

function LiveDot(): ReactNode {
  const { shop } = usePerson()
  const { state } = useLink()
  const now = useNow()
  return (
    <span className="num flex items-center gap-2 text-xs whitespace-nowrap text-ink-3 max-narrow:hidden">
      <span aria-hidden="true" className={`size-2 rounded-full border border-ink-2 ${state === 'live' ? 'bg-ink-2' : ''}`} />
      {t(`desk.live.${state}`)}
      <span className="max-middle:hidden">{t('desk.shopTime', { time: clockTime(now, shop.zone), place: placeOf(shop.zone) })}</span>
    </span>
  )
}
