import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { ServiceOption } from '#contract/promises.ts'
import { Conflict } from '../../kit/Conflict.tsx'
import { focusFault } from '../../kit/focusFault.ts'
import { say, t } from '../../kit/language.ts'
import { Trouble } from '../../kit/Trouble.tsx'
import { UnsavedGuard } from '../../kit/unsaved.tsx'
import { WhoMay } from '../../kit/WhoMay.tsx'
import { lengthWords } from './minutes.ts'
import { OptionFields } from './OptionFields.tsx'
import { draftOf, emptyDraft, readDraft } from './optionDraft.ts'
import { OptionPreviewPanel } from './OptionPreviewPanel.tsx'
import { useOptionSaving } from './saving.ts'

interface EditorProps {
  /** Null for a new entry. */
  option: ServiceOption | null
  options: readonly ServiceOption[]
  teams: readonly { teamId: string; name: string }[]
  dayOf: (teamId: string) => number
  mayChange: boolean
}

/** One entry of the menu, with what it would promise now and would have kept beside it, while it is typed. */
export function OptionEditor({ option, options, teams, dayOf, mayChange }: EditorProps): ReactNode {
  const [teamOfNew, setTeamOfNew] = useState('')
  const dayMinutes = dayOf(option?.teamId ?? teamOfNew)
  const words = (minutes: number) => say(lengthWords(minutes, dayMinutes))
  const [draft, setDraft] = useState(() => (option ? draftOf(option, words) : emptyDraft))
  const [isChecked, setChecked] = useState(false)
  const { terms, faults } = readDraft(draft, dayMinutes)
  const saving = useOptionSaving(option, draft, terms)
  const isDirty =
    mayChange && !saving.isSaved && JSON.stringify(draft) !== JSON.stringify(saving.base ? draftOf(saving.base, words) : emptyDraft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (terms) saving.save()
    else focusFault()
  }
  const takeTheirs = () => setDraft(draftOf(saving.takeTheirs(), words))
  return (
    <>
      <h1 tabIndex={-1} className="mt-1 text-xl font-semibold outline-none">
        {option ? option.name : t('desk.menu.new')}
      </h1>
      {mayChange ? null : <WhoMay words={(names) => t('desk.menu.whoMay', { names })} />}
      <div className="mt-4 grid items-start gap-8 middle:grid-cols-[minmax(0,1fr)_20rem]">
        <form onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-5">
          <Trouble error={saving.error} />
          <OptionFields
            draft={draft}
            change={(change) => {
              setDraft({ ...draft, ...change })
              if (change.teamId !== undefined) setTeamOfNew(change.teamId)
            }}
            faults={isChecked ? { ...faults, ...saving.faults } : saving.faults}
            option={option}
            hasOther={options.some(({ id, form }) => form === 'written' && id !== option?.id)}
            teams={teams}
            mayChange={mayChange}
          />
          {saving.theirs ? (
            <Conflict theirs={savedWords(saving.theirs, words)} onMine={saving.save} onTheirs={takeTheirs} />
          ) : mayChange && (isDirty || !option) ? (
            <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
              <button type="submit" className="button primary" disabled={saving.busy}>
                {t(option ? 'desk.section.save' : 'desk.menu.add')}
              </button>
              {option && isDirty ? (
                <button type="button" className="button" onClick={() => setDraft(draftOf(saving.base ?? option, words))}>
                  {t('desk.section.reset')}
                </button>
              ) : null}
              <span role="status" className="text-xs text-ink-3">
                {isDirty ? t('desk.section.unsaved') : ''}
              </span>
            </div>
          ) : null}
        </form>
        {mayChange ? (
          <OptionPreviewPanel
            form={draft.form}
            teamId={draft.teamId}
            teams={teams}
            terms={terms}
            words={words}
            record={option?.record ?? null}
          />
        ) : null}
      </div>
      <UnsavedGuard isDirty={isDirty} />
    </>
  )
}

/** What is saved now, in words. */
function savedWords(theirs: ServiceOption, words: (minutes: number) => string): string {
  return t('desk.menu.theirs', {
    name: theirs.name,
    length: words(theirs.minutes),
    level: Math.round(theirs.level * 100),
    state: t(theirs.active ? 'desk.menu.on' : 'desk.menu.off'),
  })
}
