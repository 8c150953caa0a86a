import type { CharterOptionPage } from '#contract/portal.ts'
import { Record } from '../parts/Charter.tsx'
import { useReading } from '../parts/reading.tsx'

/** One entry of the charter: its sentence, its conditions, and how often it was kept, span by span. */
export function CharterOption({ page }: { page: CharterOptionPage }) {
  const { t } = useReading()
  const { item, version } = page
  return (
    <>
      <p className="step">
        <a href={page.charterHref}>{page.stands ? t('charter.title') : t('charter.cite', { version })}</a>
      </p>
      <h1>{item.sentence}</h1>
      {!page.stands && <p className="notice">{t('charter.option.gone', { version })}</p>}
      <h2>{t('charter.option.record')}</h2>
      <p>
        <strong>
          <Record record={item.record} />
        </strong>
      </p>
      {page.spans.length > 0 && <Spans page={page} />}
      <p className="quiet">{t('charter.option.counted')}</p>
      <h2>{t('charter.option.conditions')}</h2>
      <ul className="plain-list">
        {[...item.notes, ...page.hours].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}

function Spans({ page: { spans, by, otherHref } }: { page: CharterOptionPage }) {
  const { t } = useReading()
  return (
    <>
      <Strip spans={spans} />
      <table className="counts">
        <caption className="visually-hidden">{t('charter.option.record')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`charter.${by}`)}</th>
            <th scope="col">{t('charter.kept')}</th>
          </tr>
        </thead>
        <tbody>
          {spans.toReversed().map(({ from, label, kept, total }) => (
            <tr key={from}>
              <th scope="row">{label}</th>
              <td>{total === 0 ? t('charter.nothing') : t('charter.kept_of', { kept, total })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="actions">
        <a className="button text" href={otherHref}>
          {t(by === 'week' ? 'charter.by.month' : 'charter.by.week')}
        </a>
      </p>
    </>
  )
}

const size = { bar: 20, gap: 8, height: 64 }

/** Decoration: its numbers stand in the table below it. The outline is what was due, the filling what was kept. */
function Strip({ spans }: { spans: CharterOptionPage['spans'] }) {
  const { bar, gap, height } = size
  const most = Math.max(1, ...spans.map(({ total }) => total))
  const tall = (count: number) => Math.round((count / most) * (height - 2))
  return (
    <svg width={spans.length * (bar + gap)} height={height} aria-hidden="true" focusable="false">
      {spans.map(({ from, kept, total }, nth) => {
        const x = nth * (bar + gap) + 1
        return (
          <g key={from}>
            <rect x={x} y={height - 1 - tall(total)} width={bar} height={tall(total)} fill="none" stroke="currentColor" />
            <rect x={x} y={height - 1 - tall(kept)} width={bar} height={tall(kept)} fill="currentColor" />
          </g>
        )
      })}
    </svg>
  )
}
