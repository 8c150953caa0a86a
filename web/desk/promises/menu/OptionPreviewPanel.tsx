import { useState } from 'react'
import type { ReactNode } from 'react'
import type { OptionPreview, ServiceOption } from '#contract/promises.ts'
import type { Wire } from '../../client.ts'
import { say, t } from '../../kit/language.ts'
import { Bones } from '../../kit/states.tsx'
import { refusalText } from '../../kit/toast.tsx'
import { recordWords } from './optionDraft.ts'
import type { Terms } from './optionDraft.ts'
import { useOptionPreview } from './queries.ts'

interface PanelProps {
  form: ServiceOption['form']
  /** '' for every team: one is chosen to look at. */
  teamId: string
  teams: readonly { teamId: string; name: string }[]
  terms: Terms | null
  words: (minutes: number) => string
  record: ServiceOption['record']
}

/** What the entry as it is typed would promise a customer now, and what would have been kept of the last four weeks. */
export function OptionPreviewPanel({ form, teamId, teams, terms, words, record }: PanelProps): ReactNode {
  const [wanted, setWanted] = useState('')
  const shown = teamId || wanted || teams[0]?.teamId || ''
  const { data, error, isFetching } = useOptionPreview(form, shown, terms)
  return (
    <aside
      data-region="preview"
      aria-labelledby="option-preview"
      className="rounded-control border border-line bg-canvas p-4 middle:sticky middle:top-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="option-preview" className="font-semibold">
          {t('desk.preview.title')}
        </h2>
        <span role="status" className="text-xs text-ink-3">
          {isFetching ? t('desk.preview.counting') : ''}
        </span>
      </div>
      {teamId === '' && teams.length > 1 ? (
        <label className="mt-2 flex items-center gap-2 text-xs text-ink-2">
          {t('desk.preview.team')}
          <select className="field flex-1 text-xs!" value={shown} onChange={(event) => setWanted(event.target.value)}>
            {teams.map((team) => (
              <option key={team.teamId} value={team.teamId}>
                {team.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {terms === null ? <p className="mt-3 text-ink-2">{t('desk.preview.unready')}</p> : null}
      {terms && error ? <p className="mt-3 text-ink-2">{refusalText(error)}</p> : null}
      {terms && !data && !error ? <Bones rows={3} height="3rem" /> : null}
      {terms && data ? <Found data={data} words={words} record={record} /> : null}
    </aside>
  )
}

interface FoundProps {
  data: Wire<OptionPreview> & { of: { minutes: number; level: number } }
  words: (minutes: number) => string
  record: ServiceOption['record']
}

function Found({ data, words, record }: FoundProps): ReactNode {
  const level = Math.round(data.of.level * 100)
  return (
    <div className="mt-3 flex flex-col gap-5">
      {data.offers.length === 0 ? <p className="text-ink-2">{t('desk.preview.nothing')}</p> : null}
      {data.offers.length > 0 ? (
        <ul className="flex flex-col gap-2">
          {data.offers.map((offer) => (
            <li key={`${offer.startsAt} ${offer.dueAt}`} className="flex gap-3 rounded-control border border-line-strong bg-surface p-3">
              <span aria-hidden="true" className="mt-1 size-4 flex-none rounded-full border border-line-strong" />
              <span className="min-w-0">
                <span className="promise-small block">{offer.sentence}</span>
                <span className="mt-1 block text-xs text-ink-3">
                  {record ? t('desk.offer.record', { kept: record.kept, total: record.total }) : t('desk.offer.noRecord')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <section>
        <h3 className="panel-title mb-1">{t('desk.preview.past')}</h3>
        {data.fixed || data.quoted ? (
          <ul className="num flex flex-col gap-1">
            {data.fixed ? <li>{t('desk.preview.fixed', { length: words(data.of.minutes), ...shareOf(data.fixed) })}</li> : null}
            {data.quoted ? <li>{t('desk.preview.quoted', { level, ...shareOf(data.quoted) })}</li> : null}
          </ul>
        ) : (
          <p className="text-ink-2">{t('desk.preview.fewCases', { cases: data.cases })}</p>
        )}
      </section>
      <Levels levels={data.levels} level={level} words={words} cases={data.cases} />
    </div>
  )
}

function Levels({
  levels,
  level,
  words,
  cases,
}: {
  levels: Wire<OptionPreview>['levels']
  level: number
  words: (minutes: number) => string
  cases: number
}): ReactNode {
  if (levels.every(({ minutes }) => minutes === null)) return null
  return (
    <table className="num w-full">
      <caption className="panel-title mb-1 text-start">{t('desk.preview.levels', { cases })}</caption>
      <thead>
        <tr className="border-b border-line text-xs text-ink-3">
          <th scope="col" className="py-1 text-start font-normal">
            {t('desk.preview.level')}
          </th>
          <th scope="col" className="py-1 text-end font-normal">
            {t('desk.preview.within')}
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map((row) => {
          const percent = Math.round(row.level * 100)
          const look = percent === level ? 'font-semibold' : 'font-normal'
          return (
            <tr key={row.level} className="border-b border-line">
              <th scope="row" className={`py-1 text-start ${look}`}>
                {t('desk.percent', { percent })}
              </th>
              <td className={`py-1 text-end ${look}`}>{row.minutes === null ? say(recordWords(null)) : words(Math.ceil(row.minutes))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function shareOf({ kept, total, low, high }: { kept: number; total: number; low: number; high: number }) {
  return { kept, total, low: Math.round(low * 100), high: Math.round(high * 100) }
}
