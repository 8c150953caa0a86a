import { useState } from 'react'
import type { ReactNode } from 'react'
import { say, t } from '../../kit/language.ts'
import { fullTime } from '../../kit/time.ts'
import { Deeds } from './Deeds.tsx'
import { ProposeSheet } from './ProposeSheet.tsx'
import type { Agreed, Version } from './queries.ts'
import { differences, foremost, stateWords, termLines, titleOf } from './termLines.ts'
import type { TermLine } from './termLines.ts'

/** One agreement: how it stands, what it says, what a proposal changes, what can be done, and all that was said before. */
export function AgreementCard({ agreement, zone }: { agreement: Agreed; zone: string }): ReactNode {
  const [isProposing, setProposing] = useState(false)
  const shown = foremost(agreement)
  if (!shown) return null
  const holds = agreement.versions.find(({ state }) => state === 'in_force')
  const others = agreement.versions.filter((version) => version !== shown)
  return (
    <article aria-label={titleOf(agreement)} className="rounded-control border border-line bg-surface p-4">
      <h2 className="text-base font-semibold break-words">{titleOf(agreement)}</h2>
      <p className="mt-0.5 text-ink-2">{say(stateWords(shown))}</p>
      <Terms version={shown} />
      <Said version={shown} zone={zone} />
      {holds && holds !== shown ? <Changes before={holds} after={shown} /> : null}
      <Deeds agreement={agreement} shown={shown} holds={holds} onPropose={() => setProposing(true)} />
      {others.length > 0 ? (
        <details className="mt-3">
          <summary className="link cursor-pointer">{t('desk.agreement.versions', { count: others.length })}</summary>
          {others.map((version, at) => (
            <Older key={version.id} version={version} before={others[at + 1]} zone={zone} />
          ))}
        </details>
      ) : null}
      <ProposeSheet
        isOpen={isProposing}
        onClose={() => setProposing(false)}
        party={{ organisationId: agreement.organisation?.id, customerId: agreement.customer?.id }}
        agreement={agreement}
        zone={zone}
      />
    </article>
  )
}

function Older({ version, before, zone }: { version: Version; before: Version | undefined; zone: string }): ReactNode {
  return (
    <section className="mt-3 border-t border-line pt-3">
      <h3 className="font-medium">{say(stateWords(version))}</h3>
      <Terms version={version} />
      <Said version={version} zone={zone} />
      {before ? <Changes before={before} after={version} /> : null}
    </section>
  )
}

function Terms({ version }: { version: Version }): ReactNode {
  const { kept, broken } = version
  return (
    <>
      <dl className="mt-3 grid grid-cols-[9rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 max-narrow:grid-cols-1 max-narrow:gap-y-0.5">
        {termLines(version).map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{t(`desk.agreement.term.${name}`)}</dt>
            <dd className="min-w-0 break-words">{wordsOf(value)}</dd>
          </div>
        ))}
      </dl>
      {kept + broken > 0 ? <p className="mt-2">{t('desk.agreement.counted', { kept, broken })}</p> : null}
    </>
  )
}

function Said({ version, zone }: { version: Version; zone: string }): ReactNode {
  const { proposed, ourSignature, theirSignature, declined, ended, reason, note, endsAt } = version
  const at = (time: string) => fullTime(Date.parse(time), zone)
  const line = (key: string, said: { name: string | null; at: string } | null) =>
    said ? [t(`desk.agreement.said.${key}`, { name: said.name ?? t('desk.agreement.kept'), time: at(said.at) })] : []
  const lines = [
    ...line(`proposed.${proposed.by}`, proposed),
    ...(note ? [t('desk.agreement.note', { note })] : []),
    ...line('signed.us', ourSignature),
    ...line('signed.them', theirSignature),
    ...line('declined', declined),
    ...line('ended', ended),
    ...(reason ? [t('desk.agreement.reason', { reason })] : []),
    ...(endsAt && version.state === 'in_force' ? [t('desk.agreement.endsAt', { time: at(endsAt) })] : []),
  ]
  return (
    <ul className="mt-3 flex flex-col gap-0.5 text-xs text-ink-2">
      {lines.map((text) => (
        <li key={text} className="break-words">
          {text}
        </li>
      ))}
    </ul>
  )
}

function Changes({ before, after }: { before: Version; after: Version }): ReactNode {
  const changed = differences(before, after)
  return (
    <div className="mt-3 rounded-control bg-sunken p-3">
      <p className="font-medium">{t('desk.agreement.changes', { version: before.version })}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {changed.map(({ name, before: was, after: is }) => (
          <li key={name} className="break-words">
            {t('desk.agreement.change', { name: t(`desk.agreement.term.${name}`), was: wordsOf(was), is: wordsOf(is) })}
          </li>
        ))}
        {changed.length === 0 ? <li>{t('desk.agreement.same')}</li> : null}
      </ul>
    </div>
  )
}

const wordsOf = (value: TermLine['value'] | null): string =>
  value === null ? t('desk.agreement.nothing') : typeof value === 'string' ? value : say(value)
