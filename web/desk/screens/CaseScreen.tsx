import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { ProductMenu, ProjectMenu } from '../cases/AboutMenus.tsx'
import { Composer } from '../cases/Composer.tsx'
import { Conversation } from '../cases/Conversation.tsx'
import { EmergencyStrip } from '../cases/EmergencyStrip.tsx'
import { KindMenu } from '../cases/KindMenu.tsx'
import { CaseFacts, History, OtherCases, Panel } from '../cases/CaseFacts.tsx'
import { useCase } from '../cases/queries.ts'
import type { Case } from '../cases/queries.ts'
import type { MessageRow } from '../cases/MessageView.tsx'
import { listAddress, walkFrom } from '../cases/walk.ts'
import { DeliveryMark } from '../channels/DeliveryMark.tsx'
import { CustomerCard } from '../customers/CustomerCard.tsx'
import { CommandButton } from '../keys/CommandButton.tsx'
import { useCommand } from '../keys/registry.ts'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { nowMs, useNow } from '../kit/now.ts'
import { changeSettings, useSettings } from '../kit/settings.ts'
import { Bones, Failed } from '../kit/states.tsx'
import { useTitle } from '../kit/title.ts'
import { sayDone } from '../kit/toast.tsx'
import { usePerson } from '../people/me.ts'
import { PresentOthers, usePresence } from '../people/Presence.tsx'
import { BesideLines } from '../promises/BesideLines.tsx'
import { leading, runningOf, runningOn, sendWords } from '../promises/clock.ts'
import { MoveRequestLine } from '../promises/MoveRequestLine.tsx'
import { CaseAgreement } from '../promises/agreements/CaseAgreement.tsx'
import { PromiseActions } from '../promises/PromiseActions.tsx'
import { PromiseHeader } from '../promises/PromiseHeader.tsx'
import { OfferList, PromiseList } from '../promises/PromiseList.tsx'
import { CaseSheets } from './CaseSheets.tsx'
import { useCaseDeeds } from './caseDeeds.ts'

const route = getRouteApi('/shell/cases/$id')

/** D3: the promise first, then what was said, then the answer; who it is for stands beside it. */
export function CaseScreen(): ReactNode {
  const { id } = route.useParams()
  const { data, error, isPending, refetch } = useCase(id)
  useTitle(data ? `${data.number} ${data.subject}` : id)
  if (data) return <Opened key={data.id} id={id} view={data} />
  return (
    <div className="flex-1 bg-surface">
      <h1 className="sr-only">{id}</h1>
      {isPending ? <Bones rows={6} height="5rem" /> : <Failed error={error} again={() => void refetch()} />}
    </div>
  )
}

function Opened({ id, view }: { id: string; view: Case }): ReactNode {
  const { shop, role } = usePerson()
  const now = useNow()
  const { panel } = useSettings()
  const [isWriting, setWriting] = useState(false)
  const [isUndoing, setUndoing] = useState(0)
  const deeds = useCaseDeeds(id, view)
  usePresence(view.id, isWriting)
  useWalkCommands(view.number)
  const undo = (message: MessageRow) => void deeds.undoMessage(message).then(() => setUndoing(isUndoing + 1))
  const delivery = (message: MessageRow) => <DeliveryMark delivery={message.delivery} isPending={isPending(message)} />
  const isPanelShown = panel === 'open'
  return (
    <div className="flex min-w-0 flex-1 max-middle:flex-col max-middle:overflow-y-auto">
      <div className="flex min-w-0 flex-1 flex-col bg-canvas max-middle:flex-none">
        <CaseTop view={view} />
        {view.emergency ? (
          <EmergencyStrip
            emergency={view.emergency}
            zone={shop.zone}
            now={now}
            language={view.language}
            helper={runningOn(view.promises, 'arrival')?.who ?? null}
          />
        ) : null}
        <Promised view={view} now={now} zone={shop.zone} deeds={deeds} />
        <Conversation view={view} zone={shop.zone} now={now} delivery={delivery} onUndo={undo} />
        <Others view={view} />
        <Composer
          key={isUndoing}
          id={id}
          view={view}
          zone={shop.zone}
          words={sendWords(view.promises, now, role !== 'agent')}
          onWriting={setWriting}
        />
      </div>
      {isPanelShown ? <SidePanel view={view} now={now} zone={shop.zone} deeds={deeds} /> : null}
      <CaseSheets view={view} deeds={deeds} now={now} zone={shop.zone} />
    </div>
  )
}

/** What is promised: the promise that presses most with its deeds, what runs beside it, and what the customer was asked. */
function Promised({ view, now, zone, deeds }: PanelProps): ReactNode {
  const leader = leading(view.promises)
  const beside = runningOf(view.promises).filter(({ id }) => id !== leader?.id)
  const { withdraw, ...one } = deeds.promises
  const request = view.moveRequest
  return (
    <PromiseHeader
      promises={view.promises}
      zone={zone}
      now={now}
      told={toldOf(view, leader?.id)}
      beside={
        <>
          {request ? <MoveRequestLine request={request} zone={zone} now={now} onWithdraw={withdraw} /> : null}
          <BesideLines promises={beside} zone={zone} now={now} deeds={one} />
        </>
      }
      actions={
        <PromiseActions
          form={runningOn(view.promises, 'answer')?.form ?? 'written'}
          isMenuOpen={deeds.sheet?.kind === 'menu'}
          onMenu={(isOpen) => deeds.openSheet(isOpen ? { kind: 'menu' } : null)}
        />
      }
    />
  )
}

/** What the history of the case tells of a promise: what last brought its chance down, and whether a lead decided it. */
function toldOf({ history }: Case, promiseId: string | undefined): { because: string | null; isDecision: boolean } {
  const own = history.filter(({ facts }) => facts['promiseId'] === promiseId)
  const because = own.findLast(({ name }) => name === 'promise.at_risk')?.facts['because']
  return {
    because: typeof because === 'string' ? because : null,
    isDecision: own.some(({ name, facts }) => name === 'promise.overbooked' && facts['reason'] !== 'agreement'),
  }
}

function isPending(message: MessageRow): boolean {
  return message.sendsAt !== null && Date.parse(message.sendsAt) > nowMs()
}

function Others({ view }: { view: Case }): ReactNode {
  const { id } = usePerson()
  return <PresentOthers present={view.present} selfId={id} />
}

function CaseTop({ view }: { view: Case }): ReactNode {
  const walk = walkFrom(view.number)
  return (
    <div className="flex items-center gap-2 border-b border-line bg-surface px-3 py-1.5">
      <CommandButton command="back" icon="left" bare quiet small />
      <span className="num text-xs whitespace-nowrap text-ink-3">{view.number}</span>
      <h1 className="min-w-0 flex-1 truncate text-base font-semibold" lang={view.language} title={view.subject}>
        {view.subject}
      </h1>
      {walk ? (
        <span className="num text-xs whitespace-nowrap text-ink-3 max-narrow:hidden">
          {t('desk.walk', { position: walk.position, total: walk.total })}
        </span>
      ) : null}
      <span className="flex max-narrow:hidden">
        <CommandButton command="previousCase" icon="up" bare quiet small />
        <CommandButton command="nextCase" icon="down" bare quiet small />
      </span>
      <CommandButton command="copyLink" icon="link" bare quiet small />
      <span className="max-middle:hidden">
        <CommandButton command="panel" icon="panel" bare quiet small />
      </span>
    </div>
  )
}

interface PanelProps {
  view: Case
  now: number
  zone: string
  deeds: ReturnType<typeof useCaseDeeds>
}

function SidePanel({ view, now, zone, deeds }: PanelProps): ReactNode {
  const [all, setAll] = useState(false)
  return (
    <aside
      data-region="panel"
      aria-label={t('desk.region.panel')}
      className="w-80 flex-none overflow-y-auto border-l border-line bg-canvas max-middle:w-full max-middle:border-t max-middle:border-l-0 wide:w-88"
    >
      <Panel title={t('desk.customer.title')}>
        <CustomerCard customer={view.customer} asked={view} record={view.record} spending={view.spending} now={now} />
      </Panel>
      {view.agreement ? <CaseAgreement agreement={view.agreement} /> : null}
      <CaseFacts
        view={view}
        zone={zone}
        now={now}
        menus={{
          kind: <KindMenu kind={view.kind} onChange={deeds.changeKind} />,
          product: <ProductMenu view={view} onChange={deeds.changeAbout} />,
          project: <ProjectMenu view={view} onChange={deeds.changeAbout} />,
        }}
      />
      <Panel title={t('desk.promise.title')} id="promises">
        <PromiseList promises={view.promises} zone={zone} now={now} onWhy={deeds.promises.why} />
      </Panel>
      <Panel
        title={t('desk.offer.title')}
        action={
          view.may['answer'] ? (
            <button type="button" className="button quiet small" onClick={deeds.freshOffers}>
              <Icon name="refresh" size={16} />
              {t('desk.offer.fresh')}
            </button>
          ) : null
        }
      >
        <OfferList
          offers={view.offers}
          zone={zone}
          now={now}
          onAccept={view.may['movePromise'] || view.may['answer'] ? deeds.acceptOffer : null}
          onWhy={deeds.promises.whyOffer}
        />
      </Panel>
      <OtherCases view={view} />
      <History view={view} zone={zone} now={now} all={all} onAll={() => setAll(true)} />
    </aside>
  )
}

function useWalkCommands(number: string): void {
  const navigate = useNavigate()
  const { panel } = useSettings()
  const walk = walkFrom(number)
  const go = (to: string | null | undefined) => (to ? () => void navigate({ to: '/cases/$id', params: { id: to } }) : null)
  useCommand('nextCase', go(walk?.next))
  useCommand('previousCase', go(walk?.previous))
  useCommand('back', () => void navigate({ href: listAddress() ?? '/inbox/mine' }))
  useCommand('panel', () => changeSettings({ panel: panel === 'open' ? 'closed' : 'open' }), { label: t(`desk.command.panel.${panel}`) })
  useCommand('copyLink', () => void navigator.clipboard.writeText(location.href).then(() => sayDone(t('desk.copied'))))
}
