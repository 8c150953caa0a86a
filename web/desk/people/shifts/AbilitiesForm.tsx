import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../../client.ts'
import { Alert } from '../../kit/Alert.tsx'
import { t } from '../../kit/language.ts'
import { refusalText, sayDone } from '../../kit/toast.tsx'
import { useRefreshShifts, useSkills } from './queries.ts'
import type { Shifts } from './queries.ts'

const languages = ['en', 'tr', 'uk', 'lt', 'hu'] as const

interface AbilitiesProps {
  person: Shifts
  onDirty: (isDirty: boolean) => void
  onDone: () => void
}

/** What a person can do: skills in short words, languages, whether they take calls. */
export function AbilitiesForm({ person, onDirty, onDone }: AbilitiesProps): ReactNode {
  const refresh = useRefreshShifts()
  const { data: known = [] } = useSkills()
  const [skills, setSkills] = useState(person.skills.join(', '))
  const [spoken, setSpoken] = useState<readonly string[]>(person.languages)
  const [takesCalls, setTakesCalls] = useState(person.takesCalls)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const words = wordsOf(skills)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    call(`/staff/${person.staffId}/abilities`, { method: 'PUT', body: { skills: words, languages: spoken, takesCalls } })
      .then(() => {
        refresh()
        sayDone(t('desk.shifts.saved', { name: person.name }))
        onDone()
      })
      .catch(setError)
      .finally(() => setBusy(false))
  }
  const change = (run: () => void) => {
    onDirty(true)
    run()
  }
  const others = known.filter((skill) => !words.includes(skill))
  return (
    <form onSubmit={submit} className="mt-6 flex flex-col gap-4 border-t border-line-strong pt-4">
      <h3 className="font-semibold">{t('desk.person.can')}</h3>
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.person.skills')}
        <input
          className="field font-normal"
          value={skills}
          autoComplete="off"
          maxLength={800}
          onChange={(event) => change(() => setSkills(event.target.value))}
        />
        <span className="text-xs font-normal text-ink-3">{t('desk.person.skillsHint')}</span>
      </label>
      {others.length > 0 ? (
        <div className="-mt-2 flex flex-wrap gap-2" role="group" aria-label={t('desk.person.knownSkills')}>
          {others.slice(0, 12).map((skill) => (
            <button
              key={skill}
              type="button"
              className="button small"
              onClick={() => change(() => setSkills([...words, skill].join(', ')))}
              aria-label={t('desk.person.addSkill', { skill })}
            >
              + {skill}
            </button>
          ))}
        </div>
      ) : null}
      <Languages spoken={spoken} onChange={(next) => change(() => setSpoken(next))} />
      <label className="flex items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-ink"
          checked={takesCalls}
          onChange={(event) => change(() => setTakesCalls(event.target.checked))}
        />
        {t('desk.person.takesCalls')}
      </label>
      {error ? <Alert>{refusalText(error)}</Alert> : null}
      <button type="submit" className="button self-start" disabled={busy || spoken.length === 0}>
        {t('desk.person.saveCan')}
      </button>
    </form>
  )
}

function Languages({ spoken, onChange }: { spoken: readonly string[]; onChange: (spoken: string[]) => void }): ReactNode {
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return (
    <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <legend className="float-left me-4 font-medium">{t('desk.person.languages')}</legend>
      {languages.map((language) => (
        <label key={language} className="flex min-h-7 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-ink"
            checked={spoken.includes(language)}
            onChange={(event) => onChange(event.target.checked ? [...spoken, language] : spoken.filter((other) => other !== language))}
          />
          {names.of(language)}
        </label>
      ))}
      {spoken.length === 0 ? <p className="w-full text-xs text-late-text">{t('desk.person.noLanguage')}</p> : null}
    </fieldset>
  )
}

const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean)
