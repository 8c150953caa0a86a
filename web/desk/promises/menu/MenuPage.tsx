import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { ServiceOption } from '#contract/promises.ts'
import { Back } from '../../kit/Back.tsx'
import { Icon } from '../../kit/icons.tsx'
import { say, t } from '../../kit/language.ts'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { WhoMay } from '../../kit/WhoMay.tsx'
import { DriftLine } from '../charter/DriftLine.tsx'
import { CapacityList } from './CapacityList.tsx'
import { lengthWords } from './minutes.ts'
import { OptionEditor } from './OptionEditor.tsx'
import { byForm, recordWords } from './optionDraft.ts'
import { useCapacities, useOptions, useWorkingDays } from './queries.ts'

const route = getRouteApi('/shell/settings/$page')
const address = { to: '/settings/$page', params: { page: 'promises' } } as const

/** The promise menu: what customers may choose from, how well each entry was kept, and what it would promise if it were changed. */
export function MenuPage({ role }: { role: string }): ReactNode {
  const { entry } = route.useSearch()
  useHeadOnTurn(entry)
  const query = useOptions()
  const { data: teams = [] } = useCapacities()
  const dayOf = useWorkingDays()
  if (query.isPending || (!dayOf && !query.isError)) return <Bones rows={6} />
  if (query.isError || !dayOf) return <Failed error={query.error} again={() => void query.refetch()} />
  const options = query.data
  const mayChange = role === 'manager' || role === 'admin'
  if (entry) {
    const option = options.find(({ id }) => id === entry) ?? null
    if (!option && entry !== 'new') return <Gone />
    return (
      <>
        <BackToMenu />
        <OptionEditor key={entry} option={option} options={options} teams={teams} dayOf={dayOf} mayChange={mayChange} />
      </>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 tabIndex={-1} className="text-xl font-semibold outline-none">
            {t('desk.settings.page.promises')}
          </h1>
          <p className="mt-1 max-w-2xl text-ink-2">{t('desk.menu.lead')}</p>
        </div>
        {mayChange ? (
          <Link {...address} search={{ entry: 'new' }} className="button">
            <Icon name="plus" />
            {t('desk.menu.new')}
          </Link>
        ) : null}
      </div>
      {mayChange ? null : <WhoMay words={(names) => t('desk.menu.whoMay', { names })} />}
      <DriftLine />
      {options.length === 0 ? <Nothing title={t('desk.menu.none')}>{t('desk.menu.noneLead')}</Nothing> : null}
      {byForm(options).map((group) => (
        <section key={group.form} aria-labelledby={`form-${group.form}`} className="mt-7">
          <h2 id={`form-${group.form}`} className="panel-title">
            {t(`desk.form.${group.form}`)}
          </h2>
          <ul className="mt-1 border-t border-line">
            {group.options.map((option) => (
              <Entry key={option.id} option={option} teams={teams} dayMinutes={dayOf(option.teamId)} />
            ))}
          </ul>
        </section>
      ))}
      <CapacityList capacities={teams} mayChange={mayChange} />
    </>
  )
}

/** From the menu to an entry and back is a page turned: it starts at its head, for the eye and for the keys. */
function useHeadOnTurn(entry: string | undefined): void {
  const before = useRef(entry)
  useEffect(() => {
    if (before.current === entry) return
    before.current = entry
    const head = document.querySelector<HTMLElement>('[data-region=list] h1')
    head?.focus({ preventScroll: true })
    head?.scrollIntoView({ block: 'center' })
  }, [entry])
}

interface EntryProps {
  option: ServiceOption
  teams: readonly { teamId: string; name: string }[]
  dayMinutes: number
}

function Entry({ option, teams, dayMinutes }: EntryProps): ReactNode {
  const team = teams.find(({ teamId }) => teamId === option.teamId)?.name ?? t('desk.menu.everyTeam')
  const words = lengthWords(option.minutes, dayMinutes)
  const look = option.form === 'call' ? 'call' : words.id === 'desk.menu.days' ? 'days' : 'working'
  return (
    <li className="border-b border-line">
      <Link
        {...address}
        search={{ entry: option.id }}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-2 py-2.5 hover:bg-hover"
      >
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <span className={`font-medium ${option.active ? '' : 'text-ink-3'}`}>{option.name}</span>
          {option.isDefault ? <Mark>{t('desk.menu.default')}</Mark> : null}
          {option.active ? null : <Mark>{t('desk.menu.off')}</Mark>}
          {option.choosers === 'proven' ? <Mark>{t('desk.menu.proven')}</Mark> : null}
        </span>
        <span className="num text-end whitespace-nowrap">{t(`desk.menu.length.${look}`, { length: say(words) })}</span>
        <span className="min-w-0 text-xs text-ink-3">
          {team} · {t('desk.menu.toKeep', { level: Math.round(option.level * 100) })}
          {option.skill ? ` · ${option.skill}` : ''}
        </span>
        <span className="num text-end text-xs text-ink-2">{say(recordWords(option.record))}</span>
      </Link>
    </li>
  )
}

function Mark({ children }: { children: ReactNode }): ReactNode {
  return <span className="rounded-chip border border-line px-1.5 text-2xs text-ink-2">{children}</span>
}

function BackToMenu(): ReactNode {
  return (
    <Back {...address} search={{}}>
      {t('desk.settings.page.promises')}
    </Back>
  )
}

function Gone(): ReactNode {
  return (
    <Nothing title={t('desk.menu.gone')}>
      <BackToMenu />
    </Nothing>
  )
}
