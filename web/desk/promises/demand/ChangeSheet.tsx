import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Change, ChangeKind, DemandGroup } from '#contract/demands.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { sayDone } from '../../kit/toast.tsx'
import { Trouble } from '../../kit/Trouble.tsx'
import { groupWords } from './groupWords.ts'

const whats: readonly ChangeKind[] = ['menu', 'shifts', 'hours', 'charter', 'other']
const languages = ['en', 'tr', 'uk', 'lt', 'hu'] as const

interface ChangeProps {
  open: boolean
  onClose: () => void
  group: Wire<DemandGroup>
}

/** What was changed, in the sentence its people read; each of them is told once. */
export function ChangeSheet({ open, onClose, group }: ChangeProps): ReactNode {
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('desk.demand.say')}
      lead={t('desk.demand.sayLead', { group: groupWords(group), waiting: group.waiting })}
    >
      <Inside onClose={onClose} group={group} />
    </Sheet>
  )
}

function Inside({ onClose, group }: Omit<ChangeProps, 'open'>): ReactNode {
  const client = useQueryClient()
  const [what, setWhat] = useState<ChangeKind>(group.kind === 'call' ? 'shifts' : 'menu')
  const [said, setSaid] = useState<Partial<Record<(typeof languages)[number], string>>>({})
  const [error, setError] = useState<unknown>(null)
  const [key] = useState(() => crypto.randomUUID())
  const send = (event: FormEvent) => {
    event.preventDefault()
    const sentences = Object.fromEntries(Object.entries(said).filter(([, sentence]) => sentence.trim()))
    call<Wire<Change>>('/changes', { method: 'POST', key, body: { group: group.key, what, sentences } }).then((change) => {
      sayDone(t('desk.demand.done', { asked: change.asked }))
      void client.invalidateQueries({ queryKey: ['demand'] })
      void client.invalidateQueries({ queryKey: ['changes'] })
      onClose()
    }, setError)
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Trouble error={error} />
      <label className="flex flex-col gap-1">
        <span className="font-medium">{t('desk.demand.what')}</span>
        <select className="field" value={what} onChange={(event) => setWhat(whats.find((one) => one === event.target.value) ?? 'other')}>
          {whats.map((one) => (
            <option key={one} value={one}>
              {t(`desk.demand.what.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {languages.map((language) => (
        <label key={language} className="flex flex-col gap-1">
          <span className="font-medium">{t(`desk.demand.in.${language}`)}</span>
          <textarea
            className="field"
            rows={2}
            lang={language}
            minLength={8}
            maxLength={400}
            required={language === 'en'}
            value={said[language] ?? ''}
            onChange={(event) => setSaid({ ...said, [language]: event.target.value })}
          />
        </label>
      ))}
      <p className="text-xs text-ink-3">{t('desk.demand.fallback')}</p>
      <button type="submit" className="button primary self-start">
        {t('desk.demand.tell', { waiting: group.waiting })}
      </button>
    </form>
  )
}
