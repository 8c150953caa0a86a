import type { ServiceOption } from '#contract/promises.ts'
import type { Words } from '../../kit/language.ts'
import { readMinutes } from './minutes.ts'

/** An entry of the menu as it is being typed. */
export interface OptionDraft {
  name: string
  form: ServiceOption['form']
  /** '' for every team. */
  teamId: string
  /** Lengths as words: "2 h", "1 working day". */
  time: string
  window: string
  /** Per cent. */
  level: string
  skill: string
  inLanguage: boolean
  choosers: ServiceOption['choosers']
  isDefault: boolean
  active: boolean
}

/** The terms of an entry as the API takes them. */
export type Terms = Omit<ServiceOption, 'id' | 'form' | 'teamId' | 'version' | 'record'>

/** An entry as it can be typed over; `words` writes a length of working time. */
export function draftOf(option: ServiceOption, words: (minutes: number) => string): OptionDraft {
  const { name, form, teamId, inLanguage, choosers, isDefault, active } = option
  return {
    name,
    form,
    teamId,
    inLanguage,
    choosers,
    isDefault,
    active,
    time: words(option.minutes),
    window: option.windowMinutes ? words(option.windowMinutes) : '',
    level: String(Math.round(option.level * 100)),
    skill: option.skill ?? '',
  }
}

/** A new entry before anything is typed. */
export const emptyDraft: OptionDraft = {
  name: '',
  form: 'written',
  teamId: '',
  time: '',
  window: '',
  level: '90',
  skill: '',
  inLanguage: false,
  choosers: 'everyone',
  isDefault: false,
  active: true,
}

export type Faults = Partial<Record<keyof OptionDraft, string>>

/** What is typed as terms, or what has to be written otherwise, field by field, as keys of texts. */
export function readDraft(draft: OptionDraft, dayMinutes: number): { terms: Terms | null; faults: Faults } {
  const isCall = draft.form === 'call'
  const minutes = readMinutes(draft.time, dayMinutes)
  const windowMinutes = isCall ? readMinutes(draft.window, dayMinutes) : 0
  const level = Number(draft.level.replace('%', '').trim())
  const faults: Faults = {
    ...(draft.name.trim() ? {} : { name: 'desk.menu.fault.name' }),
    ...(minutes === null || minutes > 60_000 ? { time: 'desk.menu.fault.time' } : {}),
    ...(windowMinutes === null || windowMinutes > 480 ? { window: 'desk.menu.fault.window' } : {}),
    ...(level >= 50 && level <= 99 ? {} : { level: 'desk.menu.fault.level' }),
  }
  if (Object.keys(faults).length > 0 || minutes === null || windowMinutes === null) return { terms: null, faults }
  const { inLanguage, choosers, active } = draft
  const isDefault = draft.isDefault && draft.form === 'written'
  return {
    terms: {
      inLanguage,
      choosers,
      active,
      isDefault,
      minutes,
      windowMinutes,
      name: draft.name.trim(),
      level: level / 100,
      skill: draft.skill.trim() || null,
    },
    faults,
  }
}

/** A kept share as counts with its interval; under twenty no per cent is said. */
export function recordWords(record: { kept: number; total: number; low: number; high: number } | null): Words {
  if (!record || record.total < 20) return { id: 'desk.record.new' }
  const { kept, total, low, high } = record
  return { id: 'desk.record.counts', values: { kept, total, low: Math.round(low * 100), high: Math.round(high * 100) } }
}

/** Entries by form in the order a customer meets them, the soonest first. */
export function byForm(options: readonly ServiceOption[]): { form: ServiceOption['form']; options: ServiceOption[] }[] {
  return forms
    .map((form) => ({ form, options: options.filter((option) => option.form === form).sort((a, b) => a.minutes - b.minutes) }))
    .filter((group) => group.options.length > 0)
}

export const forms: readonly ServiceOption['form'][] = ['written', 'call', 'update', 'resolution', 'escalation']
