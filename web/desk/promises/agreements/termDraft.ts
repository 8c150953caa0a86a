import type { AgreementTerms } from '#contract/agreements.ts'
import type { Words } from '../../kit/language.ts'
import { lengthWords, readMinutes } from '../menu/minutes.ts'

/** The terms as they are being typed; '' is not agreed. */
export interface TermDraft {
  answer: string
  call: string
  update: string
  resolution: string
  calendarId: string
  form: string
  language: string
  matter: string
  namedPersonId: string
  from: string
  until: string
  noticeDays: string
  breach: string
  words: string
}

export type Faults = Partial<Record<keyof TermDraft, string>>
export const paces = ['answer', 'call', 'update', 'resolution'] as const
export const matters = ['time', 'result', 'person', 'price', 'information', 'kindness'] as const

/** A draft of terms, or of none from a day on. */
export function draftOf(terms: AgreementTerms | null, today: string, say: (words: Words) => string): TermDraft {
  const length = (minutes: number | null | undefined) => (minutes ? say(lengthWords(minutes, Number.POSITIVE_INFINITY)) : '')
  return {
    answer: length(terms?.answerMinutes),
    call: length(terms?.callMinutes),
    update: length(terms?.updateMinutes),
    resolution: length(terms?.resolutionMinutes),
    calendarId: terms?.calendarId ?? '',
    form: terms?.forms.length === 1 ? (terms.forms[0] ?? '') : '',
    language: terms?.language ?? '',
    matter: terms?.matter ?? '',
    namedPersonId: terms?.namedPersonId ?? '',
    from: terms?.from && terms.from > today ? terms.from : today,
    until: terms?.until ?? '',
    noticeDays: String(terms?.noticeDays ?? 30),
    breach: terms?.breach ?? '',
    words: terms?.words ?? '',
  }
}

/** The terms of a draft, or the keys of what is wrong in it, field by field. `dayMinutes`: how long a working day is. */
export function readDraft(draft: TermDraft, dayMinutes: number): { terms: AgreementTerms | null; faults: Faults } {
  const faults: Faults = {}
  const minutes = (name: (typeof paces)[number]): number | null => {
    if (!draft[name].trim()) return null
    const read = readMinutes(draft[name], dayMinutes)
    if (read === null || read < 5 || read > 60_000) faults[name] = 'desk.agreement.fault.length'
    return read
  }
  const [answerMinutes, callMinutes, updateMinutes, resolutionMinutes] = [
    minutes('answer'),
    minutes('call'),
    minutes('update'),
    minutes('resolution'),
  ]
  const noticeDays = Number(draft.noticeDays)
  if (!/^\d{1,3}$/.test(draft.noticeDays.trim()) || noticeDays > 365) faults.noticeDays = 'desk.agreement.fault.notice'
  if (!draft.from) faults.from = 'desk.agreement.fault.from'
  if (draft.until && draft.until < draft.from) faults.until = 'desk.agreement.fault.until'
  if (Object.keys(faults).length) return { terms: null, faults }
  const terms: AgreementTerms = {
    answerMinutes,
    callMinutes,
    updateMinutes,
    resolutionMinutes,
    forms: draft.form === 'written' || draft.form === 'call' ? [draft.form] : [],
    calendarId: draft.calendarId || null,
    language: (draft.language || null) as AgreementTerms['language'],
    matter: matters.find((matter) => matter === draft.matter) ?? null,
    namedPersonId: draft.namedPersonId || null,
    from: draft.from,
    until: draft.until || null,
    noticeDays,
    breach: draft.breach.trim(),
    words: draft.words.trim(),
  }
  return { terms, faults }
}
