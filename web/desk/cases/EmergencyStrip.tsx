import type { ReactNode } from 'react'
import type { Emergency } from '#contract/emergency.ts'
import type { Wire } from '../client.ts'
import { CommandButton } from '../keys/CommandButton.tsx'
import { Icon } from '../kit/icons.tsx'
import { say, t } from '../kit/language.ts'
import { whenWords } from '../kit/time.ts'
import { quoted } from './EmergencyMark.tsx'

interface StripProps {
  emergency: Wire<Emergency>
  zone: string
  now: number
  language: string
  /** Who is on the way, if anybody is. */
  helper: string | null
}

/** Above everything else of a case: what somebody's words tell of, which words, who has looked, and what a person says of it. */
export function EmergencyStrip({ emergency, zone, now, language, helper }: StripProps): ReactNode {
  const { kind, triggers, words, raisedAt, raisedBy, confirmedAt, confirmedBy } = emergency
  const when = (at: string) => say(whenWords(Date.parse(at), now, zone))
  const told = [...new Set(triggers.map((trigger) => trigger.words))]
  return (
    <section
      data-region="emergency"
      aria-label={t('desk.emergency.region')}
      className="border-b border-line border-s-4 border-s-ink bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap items-center gap-2 text-base font-semibold" role="status">
            <Icon name="warn" />
            {t('desk.emergency.title', { kind: t(`desk.emergency.kind.${kind}`) })}
          </p>
          {told.length > 0 ? (
            <p className="mt-1 break-words">
              {t('desk.emergency.because')} <strong lang={language}>{quoted(told)}</strong>
            </p>
          ) : null}
          {helper ? <p className="mt-1 break-words">{t('desk.help.says', { who: helper })}</p> : null}
          {words ? <p className="mt-1 break-words">{words}</p> : null}
          <p className="num mt-1 text-xs text-ink-3">
            {raisedBy
              ? t('desk.emergency.raisedBy', { name: raisedBy, when: when(raisedAt) })
              : t('desk.emergency.raised', { when: when(raisedAt) })}{' '}
            ·{' '}
            {confirmedAt
              ? t('desk.emergency.confirmed', { name: confirmedBy ?? '', when: when(confirmedAt) })
              : t('desk.emergency.unconfirmed')}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <CommandButton command="confirmEmergency" icon="check" small />
          <CommandButton command="sendHelp" icon="move" small primary />
          <CommandButton command="helpArrived" icon="check" small />
          <CommandButton command="notEmergency" small quiet />
          <CommandButton command="emergencyOver" small quiet />
        </div>
      </div>
    </section>
  )
}
