import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ServiceOption } from '#contract/promises.ts'
import { call, codeOf, isRefusal } from '../../client.ts'
import { t } from '../../kit/language.ts'
import { sayDone } from '../../kit/toast.tsx'
import type { Faults, OptionDraft, Terms } from './optionDraft.ts'

/** Saves an entry against the version that was read; when somebody else saved meanwhile both are there until one is chosen. */
export function useOptionSaving(option: ServiceOption | null, draft: OptionDraft, terms: Terms | null) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [base, setBase] = useState(option)
  const [theirs, setTheirs] = useState<ServiceOption | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const leave = async () => {
    setSaved(true)
    sayDone(t(option ? 'desk.menu.saved' : 'desk.menu.added', { name: draft.name.trim() }))
    await client.invalidateQueries({ queryKey: ['options'] })
    void client.invalidateQueries({ queryKey: ['charter'] })
    await navigate({ to: '/settings/$page', params: { page: 'promises' }, search: {} })
  }
  const meet = async () => {
    const { items } = await call<{ items: ServiceOption[] }>('/service-options')
    client.setQueryData(['options'], items)
    const now = items.find(({ id }) => id === option?.id)
    if (now) setTheirs(now)
  }
  const save = () => {
    if (!terms || busy) return
    setBusy(true)
    setError(null)
    put(option, terms, draft, (theirs ?? base)?.version)
      .then(leave)
      .catch(async (refused: unknown) => {
        if (codeOf(refused) === 'promises.option_changed') return meet()
        setError(refused)
      })
      .finally(() => setBusy(false))
  }
  const takeTheirs = (): ServiceOption => {
    const taken = theirs ?? base
    if (!taken) throw new Error('a new entry has no other version')
    setBase(taken)
    setTheirs(null)
    return taken
  }
  return { base, theirs, error: fieldOf(error) ? null : error, faults: faultsOf(error), busy, isSaved, save, takeTheirs }
}

function put(option: ServiceOption | null, terms: Terms, draft: OptionDraft, version: number | undefined): Promise<unknown> {
  if (option) return call(`/service-options/${option.id}`, { method: 'PUT', body: { ...terms, version } })
  return call('/service-options', { method: 'POST', body: { ...terms, form: draft.form, teamId: draft.teamId || null } })
}

const fields: Record<string, keyof OptionDraft> = {
  name: 'name',
  minutes: 'time',
  windowMinutes: 'window',
  level: 'level',
  skill: 'skill',
}

/** The field a refusal is about, where it is about one. */
function fieldOf(error: unknown): keyof OptionDraft | null {
  if (codeOf(error) === 'promises.needs_window') return 'window'
  if (codeOf(error) === 'promises.default_unfit') return 'isDefault'
  const pointer = isRefusal(error) ? error.problem.errors[0]?.pointer : undefined
  return fields[pointer?.split('/').pop() ?? ''] ?? null
}

function faultsOf(error: unknown): Faults {
  const field = fieldOf(error)
  return field && isRefusal(error) ? { [field]: error.problem.errors[0]?.detail ?? error.problem.detail } : {}
}
