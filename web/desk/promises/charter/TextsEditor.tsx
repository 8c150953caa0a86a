import { useState } from 'react'
import type { ReactNode } from 'react'
import { charterParts, type CharterPart } from '#contract/charter-parts.ts'
import type { OwnTexts } from '#contract/charter.ts'
import type { Language } from '#contract/wire.ts'
import { Conflict } from '../../kit/Conflict.tsx'
import { t } from '../../kit/language.ts'
import { Trouble } from '../../kit/Trouble.tsx'
import { UnsavedGuard } from '../../kit/unsaved.tsx'
import { languages, missingIn, sourceOf, withWords } from './charterDraft.ts'
import type { Charter } from './queries.ts'
import { useTexts } from './saving.ts'

/** The company's own words beside the entries, language by language; where it says nothing, what stands instead is shown. */
export function TextsEditor({ charter, company }: { charter: Charter; company: Language }): ReactNode {
  const [language, setLanguage] = useState(company)
  const state = useTexts(charter)
  const { mayChange } = charter
  return (
    <section aria-labelledby="charter-texts" className="mt-10 border-t border-line-strong pt-4">
      <h2 id="charter-texts" className="text-base font-semibold">
        {t('desk.charter.texts')}
      </h2>
      <p className="mt-1 max-w-2xl text-ink-2">{t('desk.charter.textsLead')}</p>
      <Strip texts={state.texts} chosen={language} onChoose={setLanguage} />
      <form
        className="mt-4 flex max-w-2xl flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          state.save()
        }}
      >
        {charterParts.map((part) => (
          <Part
            key={`${part} ${language}`}
            part={part}
            language={language}
            texts={state.texts}
            defaults={charter.texts.defaults}
            onChange={mayChange ? (words) => state.setTexts(withWords(state.texts, part, language, words)) : null}
          />
        ))}
        <Trouble error={state.error} />
        {state.theirs ? (
          <Conflict by={state.theirs.changedBy} onMine={state.save} onTheirs={state.takeTheirs} />
        ) : state.isDirty ? (
          <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-line bg-surface py-3">
            <button type="submit" className="button primary" disabled={state.busy}>
              {t('desk.charter.saveTexts')}
            </button>
            <button type="button" className="button" onClick={state.reset}>
              {t('desk.section.reset')}
            </button>
            <span role="status" className="text-xs text-ink-3">
              {t('desk.section.unsaved')}
            </span>
          </div>
        ) : null}
      </form>
      <UnsavedGuard isDirty={state.isDirty} />
    </section>
  )
}

interface StripProps {
  texts: OwnTexts
  chosen: Language
  onChoose: (language: Language) => void
}

/** The languages, and what each still lacks of what the company says itself. */
function Strip({ texts, chosen, onChoose }: StripProps): ReactNode {
  return (
    <div role="group" aria-label={t('desk.charter.languages')} className="mt-4 flex flex-wrap gap-2">
      {languages.map(({ code, name }) => {
        const missing = missingIn(texts, code)
        return (
          <button
            key={code}
            type="button"
            aria-pressed={code === chosen}
            className={`button small ${code === chosen ? 'bg-sunken! font-semibold' : ''}`}
            onClick={() => onChoose(code)}
          >
            <span lang={code}>{name}</span>
            <span className="font-normal text-ink-2">
              {missing === 0 ? t('desk.charter.complete') : t('desk.charter.missing', { count: missing })}
            </span>
          </button>
        )
      })}
    </div>
  )
}

interface PartProps {
  part: CharterPart
  language: Language
  texts: OwnTexts
  defaults: Charter['texts']['defaults']
  /** Null where it may only be read. */
  onChange: ((words: string) => void) | null
}

function Part({ part, language, texts, defaults, onChange }: PartProps): ReactNode {
  const source = sourceOf(texts, part, language)
  const fallback = source !== 'default' ? '' : (defaults[language][part] ?? '')
  const id = `charter-${part}`
  const own = texts[part]?.[language] ?? ''
  const title = t(`desk.charter.part.${part}`)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        {onChange ? (
          <label htmlFor={id} className="font-medium">
            {title}
          </label>
        ) : (
          <h3 className="font-medium">{title}</h3>
        )}
        <span id={`${id}-source`} className="text-xs text-ink-3">
          {t(part === 'elsewhere' && source === 'default' ? 'desk.charter.source.nothing' : `desk.charter.source.${source}`)}
        </span>
      </div>
      {fallback || (own && !onChange) ? (
        <p lang={language} className="whitespace-pre-wrap text-ink-2">
          {own && !onChange ? own : fallback}
        </p>
      ) : null}
      {onChange ? (
        <textarea
          id={id}
          rows={own ? 4 : 2}
          maxLength={2000}
          lang={language}
          className="field"
          value={own}
          placeholder={t(fallback ? 'desk.charter.instead' : 'desk.charter.words')}
          aria-describedby={`${id}-source`}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : null}
    </div>
  )
}
