import type { CasePage, Form } from '#contract/portal.ts'
import { AlsoPromised, Extras } from '../parts/Beside.tsx'
import { Help, InDanger } from '../parts/Emergency.tsx'
import { Button, ButtonForm, FileField, PostForm, TextArea } from '../parts/form.tsx'
import { CaseExpectation } from '../parts/Expectation.tsx'
import { MoveAsk } from '../parts/MoveAsk.tsx'
import { Offers, ZoneLine } from '../parts/Offers.tsx'
import { PromiseCard } from '../parts/PromiseCard.tsx'
import { AskLead, ProposedTime } from '../parts/Proposed.tsx'
import { useReading } from '../parts/reading.tsx'
import { Thread } from '../parts/Thread.tsx'
import { Tracker } from '../parts/Tracker.tsx'
import { CorrectAddress } from './Receipt.tsx'

/** P6: my case, live where scripts run, whole where they do not. */
export function Case({ page }: { page: CasePage }) {
  const { t, moments, frame } = useReading()
  // Who has an answer reads it first and decides then.
  const decision = (
    <div key="decision" data-fresh="decision">
      <Decision page={page} />
    </div>
  )
  const extras = (
    <div key="extras" data-fresh="extras">
      <Extras extras={page.extras} />
    </div>
  )
  const tracker = (
    <div key="tracker" data-fresh="tracker">
      <Tracker events={page.tracker} next={page.next} />
    </div>
  )
  const thread = (
    <div key="thread" data-fresh="thread">
      <Thread messages={page.messages} />
    </div>
  )
  const danger = page.emergency && <InDanger kind={page.emergency} />
  return (
    <div data-live={page.liveHref ?? undefined} data-now={moments.now.getTime()}>
      <p className="visually-hidden" role="status" data-say />
      {page.askedBy !== null && (
        <p className="step">
          <a href={frame.links.myCases}>{t('my.title')}</a>
        </p>
      )}
      <div data-fresh="emergency">
        {page.help?.state === 'late' || !page.help ? danger : null}
        {page.help && <Help help={page.help} arrived={page.arrived} />}
        {page.help && page.help.state !== 'late' ? danger : null}
      </div>
      <CaseTitle page={page} />
      {page.askedBy !== null && <p className="quiet">{t('colleague.rule', { name: page.askedBy })}</p>}
      {page.done && (
        <p className="notice" role="status">
          {t(`done.${page.done}`)}
        </p>
      )}
      {page.links.rate && page.reopen && <RateLink href={page.links.rate} />}
      {page.correctAddress && <CorrectAddress form={page.correctAddress} />}
      <div data-fresh="promise">
        {page.proposed && !page.choice && <ProposedTime proposed={page.proposed} />}
        {page.promise && (
          <PromiseCard promise={page.promise}>
            <Line line={page.line} />
            {page.move && <MoveAsk move={page.move} />}
            <PromiseActions page={page} />
          </PromiseCard>
        )}
      </div>
      <div data-fresh="beside">
        <AlsoPromised promises={page.beside} />
      </div>
      <div data-fresh="expectation">
        <CaseExpectation expectation={page.expectation} form={page.ownView} />
      </div>
      {page.answer ? [thread, decision, extras, tracker] : [decision, extras, tracker, thread]}
      <AddMessage page={page} />
      <CaseEnd page={page} />
    </div>
  )
}

function CaseTitle({ page }: { page: CasePage }) {
  const { t, moments } = useReading()
  return (
    <>
      <h1 className="case-title">
        <span className="case-number">
          {t(`kind.${page.case.kind}`)} {page.case.number}
        </span>{' '}
        <span lang={page.case.titleLanguage ?? undefined}>{page.case.title}</span>
      </h1>
      <p className="updated">
        <span data-fresh="updated">{t('case.updated', { time: moments.clock(moments.now), zone: moments.zoneName })}</span>
        {page.liveHref && (
          <button type="button" className="button text" hidden data-pause data-resume-label={t('case.resume')}>
            {t('case.pause')}
          </button>
        )}
      </p>
    </>
  )
}

function Line({ line }: { line: CasePage['line'] }) {
  const { t } = useReading()
  if (!line) return null
  const key = line.isMore ? 'line.more' : line.ahead === 0 ? 'line.next' : 'line.ahead'
  return <p className="quiet">{t(key, { count: line.ahead })}</p>
}

function PromiseActions({ page }: { page: CasePage }) {
  const { t } = useReading()
  const { links, promise } = page
  const isLate = promise?.state === 'late'
  // Another time is among the answers to a move we ask for.
  const change = page.move ? null : links.change
  if (!change && !links.escalate && !links.calendar && !page.agree) return null
  return (
    <>
      {isLate && <p className="late-choice">{t('late.choice')}</p>}
      <div className="actions">
        {page.agree && <ButtonForm form={page.agree} label={t('late.fine')} />}
        {change && (
          <a className="button quiet" href={change}>
            {t(isLate ? 'late.another' : 'case.change')}
          </a>
        )}
        {links.escalate && (
          <a className="button quiet" href={links.escalate}>
            {t(isLate ? 'late.lead' : 'case.escalate')}
          </a>
        )}
        {links.calendar && (
          <a className="button quiet" href={links.calendar}>
            {t('receipt.calendar')}
          </a>
        )}
      </div>
    </>
  )
}

function Decision({ page }: { page: CasePage }) {
  if (page.answer) return <AnswerDecision answer={page.answer} />
  if (page.choice) return <ChoiceDecision choice={page.choice} proposed={page.proposed} />
  return null
}

function ChoiceDecision({ choice, proposed }: { choice: NonNullable<CasePage['choice']>; proposed: CasePage['proposed'] }) {
  const { t } = useReading()
  return (
    <section className="decision" aria-labelledby="decision-title">
      <h2 id="decision-title">{t('decision.choose')}</h2>
      {proposed && <ProposedTime proposed={proposed} />}
      <ZoneLine choice={choice} />
      <Offers choice={{ ...choice, fallback: null }} legend={t('choose.legend')} submit={t('contact.submit')} />
      {proposed && <AskLead proposed={proposed} />}
    </section>
  )
}

function AnswerDecision({ answer }: { answer: NonNullable<CasePage['answer']> }) {
  const { t } = useReading()
  return (
    <section className="decision" aria-labelledby="decision-title">
      <h2 id="decision-title">{t('decision.solved')}</h2>
      <p>{t('decision.solved.hint')}</p>
      <div className="actions">
        <ButtonForm form={answer.accept} label={t('decision.accept')} />
        <ButtonForm form={answer.keepOpen} label={t('decision.keep_open')} />
        <Reject form={answer.reject} />
      </div>
    </section>
  )
}

// As heavy as its neighbours: saying no is no harder than saying yes.
function Reject({ form }: { form: Form<'text'> }) {
  const { t } = useReading()
  return (
    <details className="reject" open={Boolean(form.errors.text || form.values.text) || undefined}>
      <summary className="button quiet">{t('decision.reject')}</summary>
      <PostForm form={form}>
        <TextArea form={form} name="text" id="missing" label={t('decision.missing')} rows={3} optional />
        <Button label={t('decision.reject.submit')} kind="quiet" />
      </PostForm>
    </details>
  )
}

function AddMessage({ page }: { page: CasePage }) {
  const { t } = useReading()
  if (page.reopen) {
    return (
      <section aria-labelledby="add-title">
        <h2 id="add-title">{t(`ended.${page.case.state}`)}</h2>
        <PostForm form={page.reopen}>
          <TextArea form={page.reopen} name="text" label={t('reopen.label')} rows={3} />
          <Button label={t('reopen.submit')} kind="quiet" />
        </PostForm>
      </section>
    )
  }
  if (!page.message) return null
  return (
    <section aria-labelledby="add-title">
      <h2 id="add-title">{t('add.title')}</h2>
      <PostForm form={page.message.form} files={page.message.files !== null}>
        <TextArea form={page.message.form} name="text" label={t('add.label')} rows={3} />
        {page.message.files && <FileField form={page.message.form} rules={page.message.files} />}
        <Button label={t('add.submit')} kind="quiet" />
      </PostForm>
    </section>
  )
}

// At the top once the case has ended, because then it is what is left to say.
function RateLink({ href }: { href: string }) {
  const { t } = useReading()
  return (
    <p className="actions">
      <a className="button quiet" href={href}>
        {t('case.rate')}
      </a>
    </p>
  )
}

function CaseEnd({ page }: { page: CasePage }) {
  const { t } = useReading()
  return (
    <div className="case-end">
      {page.links.rate && !page.reopen && <RateLink href={page.links.rate} />}
      {page.links.close && (
        <a className="button quiet" href={page.links.close}>
          {t('case.close')}
        </a>
      )}
      {page.address && <p className="quiet">{t('case.address', { address: page.address })}</p>}
      {page.askedBy === null && <p className="quiet">{t('case.private')}</p>}
    </div>
  )
}
