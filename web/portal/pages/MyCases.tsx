import type { AskCodePage, FilterLink, MyCase, MyCasesPage, OrganisationPart, TypeCodePage } from '#contract/portal.ts'
import { Button, ButtonForm, PostForm, TextField } from '../parts/form.tsx'
import { StateChip } from '../parts/PromiseCard.tsx'
import { useReading } from '../parts/reading.tsx'
import { SentenceText } from '../parts/Sentence.tsx'

/** P11, first: to which address shall the code go. */
export function AskCode({ page }: { page: AskCodePage }) {
  const { t } = useReading()
  return (
    <>
      <h1>{t('code.title')}</h1>
      <p>{t('code.why')}</p>
      <PostForm form={page.form}>
        <TextField
          form={page.form}
          name="address"
          label={t('contact.email')}
          type="email"
          inputMode="email"
          autoComplete="email"
          required
        />
        <Button label={t('code.send')} />
      </PostForm>
    </>
  )
}

/** P11, then: type the code. */
export function TypeCode({ page }: { page: TypeCodePage }) {
  const { t } = useReading()
  return (
    <>
      <h1>{t('code.type')}</h1>
      <p>{t('code.sent', { address: page.address, minutes: page.minutes })}</p>
      <PostForm form={page.form}>
        <TextField
          form={page.form}
          name="code"
          label={t('code.label')}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="code"
          required
        />
        <Button label={t('code.open')} />
      </PostForm>
      <div className="aside">
        <span>{t('code.nothing')}</span> <ButtonForm form={page.again} label={t('code.again')} kind="text" />
      </div>
    </>
  )
}

/** P11, last: the cases of a proven address, and what colleagues asked. */
export function MyCases({ page }: { page: MyCasesPage }) {
  const { t, frame } = useReading()
  return (
    <>
      <h1>{t('my.title')}</h1>
      <p className="quiet">{t('my.address', { address: page.address })}</p>
      {page.agreementsHref && (
        <p>
          <a href={page.agreementsHref}>{t('agreements.link')}</a>
        </p>
      )}
      {page.cases.length === 0 && (
        <p>
          {t('my.none')} <a href={frame.links.home}>{t('my.ask')}</a>
        </p>
      )}
      <Entries entries={page.cases} />
      {page.organisation && <Organisation part={page.organisation} />}
      <div className="actions">
        <a className="button quiet" href={page.prefsHref}>
          {t('prefs.title')}
        </a>
        <ButtonForm form={page.leave} label={t('my.leave')} />
      </div>
    </>
  )
}

function Organisation({ part }: { part: OrganisationPart }) {
  const { t } = useReading()
  return (
    <section aria-labelledby="organisation-title">
      <h2 id="organisation-title">{part.name}</h2>
      {part.namedPerson && <p>{t('organisation.behind', { name: part.namedPerson })}</p>}
      <p className="quiet">{t(part.isPart ? 'organisation.projects' : 'organisation.all')}</p>
      <div className="case-promise">
        <Filters label={t('organisation.state')} links={part.states} />
        {part.projects.length > 0 && <Filters label={t('organisation.project')} links={part.projects} />}
      </div>
      {part.cases.length === 0 && <p>{t('organisation.none')}</p>}
      <Entries entries={part.cases} />
      {(part.moreHref || part.reviewHref) && (
        <p className="actions">
          {part.moreHref && (
            <a className="button quiet" href={part.moreHref}>
              {t('organisation.older')}
            </a>
          )}
          {part.reviewHref && (
            <a className="button quiet" href={part.reviewHref}>
              {t('organisation.review')}
            </a>
          )}
        </p>
      )}
    </section>
  )
}

function Filters({ label, links }: { label: string; links: FilterLink[] }) {
  const { t } = useReading()
  return (
    <nav className="case-promise" aria-label={label}>
      {links.map((link) => (
        <a
          key={link.key}
          href={link.href}
          className={link.isChosen ? 'button main' : 'button quiet'}
          aria-current={link.isChosen ? 'true' : undefined}
        >
          {link.label ?? t(`organisation.${link.key}`)}
        </a>
      ))}
    </nav>
  )
}

function Entries({ entries }: { entries: MyCase[] }) {
  return (
    <ul className="cases">
      {entries.map((entry) => (
        <li key={entry.case.number}>
          <CaseEntry entry={entry} />
        </li>
      ))}
    </ul>
  )
}

function CaseEntry({ entry }: { entry: MyCase }) {
  const { t } = useReading()
  const { promise, askedBy, project } = entry
  const { state } = entry.case
  const isTheirTurn = askedBy !== null && (state === 'answered' || state === 'withdrawn')
  return (
    <>
      <a href={entry.case.href} className="case-link">
        <span lang={entry.case.titleLanguage ?? undefined}>{entry.case.title}</span>
      </a>
      <span className="quiet">
        {t(`kind.${entry.case.kind}`)} {entry.case.number} · {t(isTheirTurn ? `colleague.state.${state}` : `case.state.${state}`)}
        {askedBy !== null && ` · ${askedBy}`}
        {project && ` · ${project}`}
      </span>
      {promise && state === 'open' && (
        <span className="case-promise" data-promise={promise.state}>
          <StateChip promise={promise} />
          <span className="promise-small">
            <SentenceText promised={promise} isDefault={promise.isDefault} />
          </span>
        </span>
      )}
    </>
  )
}
