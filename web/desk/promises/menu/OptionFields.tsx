import type { ReactNode } from 'react'
import type { ServiceOption } from '#contract/promises.ts'
import { t, tOr } from '../../kit/language.ts'
import { forms } from './optionDraft.ts'
import type { Faults, OptionDraft } from './optionDraft.ts'
import { useSkills } from './queries.ts'

interface FieldsProps {
  draft: OptionDraft
  change: (change: Partial<OptionDraft>) => void
  faults: Faults
  /** Null for a new entry. */
  option: ServiceOption | null
  /** Whether there is another written answer that could be the default. */
  hasOther: boolean
  teams: readonly { teamId: string; name: string }[]
  mayChange: boolean
}

/** The fields of an entry; form and team are chosen once, when it is new. */
export function OptionFields({ draft, change, faults, option, hasOther, teams, mayChange }: FieldsProps): ReactNode {
  const text = (key: 'name' | 'time' | 'window' | 'level', hint?: string) => ({
    value: draft[key],
    onChange: (value: string) => change({ [key]: value }),
    fault: faults[key],
    hint,
    id: `option-${key}`,
  })
  return (
    <fieldset disabled={!mayChange} className="flex flex-col gap-5">
      <legend className="sr-only">{t('desk.menu.entry')}</legend>
      <Text label={t('desk.menu.name')} {...text('name', t('desk.menu.nameHint'))} />
      {option ? <Fixed draft={draft} teams={teams} /> : <Chosen draft={draft} change={change} teams={teams} />}
      <div className="flex flex-wrap gap-x-6 gap-y-5">
        <Text
          label={t(`desk.menu.time.${draft.form}`)}
          short
          {...text('time', t(`desk.menu.timeHint.${draft.form === 'call' ? 'call' : 'working'}`))}
        />
        {draft.form === 'call' ? <Text label={t('desk.menu.window')} short {...text('window', t('desk.menu.windowHint'))} /> : null}
        <Text label={t('desk.menu.level')} short {...text('level', t('desk.menu.levelHint'))} />
      </div>
      {draft.form === 'call' ? null : (
        <p className="-mt-3 text-xs text-ink-3">{t(draft.isDefault ? 'desk.menu.timeLeadDefault' : 'desk.menu.timeLead')}</p>
      )}
      <SkillField skill={draft.skill} onChange={(skill) => change({ skill })} />
      {draft.form === 'call' ? (
        <p className="text-xs text-ink-3">{t('desk.menu.callLanguage')}</p>
      ) : (
        <Check label={t('desk.menu.inLanguage')} isOn={draft.inLanguage} onChange={(inLanguage) => change({ inLanguage })} />
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('desk.menu.choosers')}</legend>
        {(['everyone', 'proven'] as const).map((who) => (
          <label key={who} className="flex min-h-7 items-center gap-2.5">
            <input
              type="radio"
              name="choosers"
              checked={draft.choosers === who}
              onChange={() => change({ choosers: who })}
              className="size-4 flex-none accent-ink"
            />
            {t(`desk.menu.choosers.${who}`)}
          </label>
        ))}
      </fieldset>
      {draft.form === 'written' ? (
        <Check
          label={t('desk.menu.isDefault')}
          hint={option?.isDefault ? t(hasOther ? 'desk.menu.defaultElsewhere' : 'desk.menu.defaultOnly') : t('desk.menu.defaultHint')}
          isOn={draft.isDefault}
          isFixed={option?.isDefault === true && option.teamId === ''}
          fault={faults.isDefault}
          onChange={(isDefault) => change(isDefault ? { isDefault, active: true } : { isDefault })}
        />
      ) : null}
      <Check
        label={t('desk.menu.active')}
        hint={draft.isDefault ? t('desk.menu.activeDefault') : draft.active ? t('desk.menu.activeHint') : t('desk.menu.offHint')}
        isOn={draft.active}
        isFixed={draft.isDefault}
        onChange={(active) => change({ active })}
      />
    </fieldset>
  )
}

function Fixed({ draft, teams }: { draft: OptionDraft; teams: FieldsProps['teams'] }): ReactNode {
  const team = teams.find(({ teamId }) => teamId === draft.teamId)?.name ?? t('desk.menu.everyTeam')
  return (
    <p>
      {t(`desk.form.${draft.form}`)} · {team}
      <span className="block text-xs text-ink-3">{t('desk.menu.fixed')}</span>
    </p>
  )
}

function Chosen({ draft, change, teams }: Pick<FieldsProps, 'draft' | 'change' | 'teams'>): ReactNode {
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-5">
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.menu.form')}
        <select
          className="field w-52!"
          value={draft.form}
          onChange={(event) => change({ form: forms.find((form) => form === event.target.value) ?? 'written' })}
        >
          {forms.map((form) => (
            <option key={form} value={form}>
              {t(`desk.form.${form}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.menu.team')}
        <select className="field w-44!" value={draft.teamId} onChange={(event) => change({ teamId: event.target.value })}>
          <option value="">{t('desk.menu.everyTeam')}</option>
          {teams.map(({ teamId, name }) => (
            <option key={teamId} value={teamId}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

interface TextProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  fault: string | undefined
  hint?: string | undefined
  short?: boolean
}

function Text({ id, label, value, onChange, fault, hint, short }: TextProps): ReactNode {
  return (
    <div className={short ? 'w-44' : ''}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={id}
        className="field"
        value={value}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className={`mt-1 text-xs ${fault ? 'text-late-text' : 'text-ink-3'}`}>
        {fault ? tOr(fault, fault) : hint}
      </p>
    </div>
  )
}

function SkillField({ skill, onChange }: { skill: string; onChange: (skill: string) => void }): ReactNode {
  const { data: skills = [] } = useSkills()
  const known = skill && !skills.includes(skill) ? [skill, ...skills] : skills
  return (
    <label className="flex flex-col gap-1.5 font-medium">
      {t('desk.menu.skill')}
      <select className="field max-w-80" value={skill} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('desk.menu.noSkill')}</option>
        {known.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  )
}

interface CheckProps {
  label: string
  hint?: string
  isOn: boolean
  isFixed?: boolean
  fault?: string | undefined
  onChange: (isOn: boolean) => void
}

function Check({ label, hint, isOn, isFixed, fault, onChange }: CheckProps): ReactNode {
  return (
    <label className="flex items-start gap-2.5">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isFixed}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 flex-none accent-ink"
      />
      <span>
        {label}
        {hint ? <span className="block text-xs text-ink-3">{hint}</span> : null}
        {fault ? <span className="block text-xs text-late-text">{tOr(fault, fault)}</span> : null}
      </span>
    </label>
  )
}
