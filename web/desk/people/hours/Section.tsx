import { useId } from 'react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/Alert.tsx'
import { t } from '../../kit/language.ts'
import type { CalendarDraft, Part } from './calendarDraft.ts'

interface SectionProps {
  title: string
  lead?: ReactNode
  /** What is saved of this section, in words: shown when somebody else saved meanwhile. */
  saved?: string
  part?: Part
  state?: CalendarDraft
  mayChange?: boolean
  children: ReactNode
}

/** A part of the settings with a Save of its own; when somebody else saved meanwhile it shows theirs beside what is typed. */
export function Section({ title, lead, saved, part, state, mayChange, children }: SectionProps): ReactNode {
  const id = useId()
  const conflict = state?.conflict && state.conflict.part === part ? state.conflict : null
  const refused = state?.refused && state.refused.part === part ? state.refused : null
  return (
    <section aria-labelledby={id} className="mt-8 border-t border-line-strong pt-4">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {lead ? <p className="mt-1 max-w-2xl text-ink-2">{lead}</p> : null}
      <form
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (part && state?.isDirty(part) && !conflict) state.save(part)
        }}
      >
        {children}
        {part && state && mayChange && !conflict ? <SaveBar part={part} state={state} title={title} /> : null}
      </form>
      {conflict && state && part ? (
        <div role="alert" className="mt-4 rounded-control border border-line-strong bg-sunken p-4">
          <p className="font-semibold">{t('desk.conflict.title', { by: conflict.by })}</p>
          <p className="mt-1">{t('desk.conflict.theirs', { theirs: saved ?? '' })}</p>
          <p className="mt-1 text-ink-2">{t('desk.conflict.yours')}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            <button type="button" className="button small" onClick={() => state.save(part)}>
              {t('desk.conflict.saveMine')}
            </button>
            <button type="button" className="button small" onClick={() => state.reset(part)}>
              {t('desk.conflict.takeTheirs')}
            </button>
          </div>
        </div>
      ) : null}
      {refused ? <Alert className="mt-4">{refused.words}</Alert> : null}
    </section>
  )
}

/** There only while there is something to save. */
function SaveBar({ part, state, title }: { part: Part; state: CalendarDraft; title: string }): ReactNode {
  if (!state.isDirty(part)) return null
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <button type="submit" className="button primary" disabled={state.busy !== null} aria-label={t('desk.section.saveOf', { title })}>
        {t('desk.section.save')}
      </button>
      <button type="button" className="button" onClick={() => state.reset(part)} aria-label={t('desk.section.resetOf', { title })}>
        {t('desk.section.reset')}
      </button>
      <span role="status" className="text-xs text-ink-3">
        {t('desk.section.unsaved')}
      </span>
    </div>
  )
}
