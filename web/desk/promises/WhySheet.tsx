import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Explanation } from '#contract/promises.ts'
import { call } from '../client.ts'
import type { Wire } from '../client.ts'
import { say, t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { Bones } from '../kit/states.tsx'
import { whenWords } from '../kit/time.ts'
import { Trouble } from '../kit/Trouble.tsx'

/** An offer or a promise that is asked about, with its sentence. */
export interface Asked {
  kind: 'offers' | 'promises'
  id: string
  sentence: string
}

interface WhyProps {
  asked: Asked | null
  onClose: () => void
  zone: string
  now: number
}

/** Why a time was offered or promised: the sentence with its numbers, then the numbers alone. */
export function WhySheet({ asked, onClose, zone, now }: WhyProps): ReactNode {
  return (
    <Sheet
      open={asked !== null}
      onClose={onClose}
      title={t(asked?.kind === 'promises' ? 'desk.why.promised' : 'desk.why.offered')}
      lead={<span className="promise-small">{asked?.sentence}</span>}
      calm
    >
      {asked ? <Inside asked={asked} zone={zone} now={now} /> : null}
    </Sheet>
  )
}

function Inside({ asked, zone, now }: { asked: Asked; zone: string; now: number }): ReactNode {
  const { data, error } = useQuery({
    queryKey: ['why', asked.kind, asked.id],
    queryFn: ({ signal }) => call<Wire<Explanation>>(`/${asked.kind}/${asked.id}/explanation`, { signal }),
    staleTime: 60_000,
    retry: false,
  })
  if (error) return <Trouble error={error} />
  if (!data) return <Bones rows={3} height="1.5rem" />
  const percent = (share: number) => t('desk.percent', { percent: Math.round(share * 100) })
  const rows: [string, string | null][] = [
    [t('desk.why.setBy'), t(`desk.why.by.${data.setBy}`)],
    [t('desk.why.class'), data.class],
    [t('desk.why.cases'), data.cases > 0 ? String(data.cases) : null],
    [t('desk.why.level'), percent(data.level)],
    [t('desk.why.probability'), data.probability === null ? null : percent(data.probability)],
    [t('desk.why.usuallyBy'), data.usuallyBy && say(whenWords(Date.parse(data.usuallyBy), now, zone))],
  ]
  return (
    <>
      <p>{data.sentence}</p>
      <table className="mt-4 w-full">
        <caption className="sr-only">{t('desk.why.numbers')}</caption>
        <tbody>
          {rows
            .filter((row): row is [string, string] => row[1] !== null)
            .map(([name, value]) => (
              <tr key={name} className="border-t border-line last:border-b">
                <th scope="row" className="py-1.5 pe-4 text-start font-normal text-ink-3">
                  {name}
                </th>
                <td className="num py-1.5 text-end">{value}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {data.charterVersion === null ? null : (
        <p className="mt-3">
          <a className="link" href={`/charter/versions/${data.charterVersion}`} target="_blank" rel="noreferrer">
            {t('desk.charter.cite', { version: data.charterVersion })}
            <span className="sr-only"> {t('desk.charter.newTab')}</span>
          </a>
        </p>
      )}
    </>
  )
}
