import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../../client.ts'
import { Alert } from '../../kit/Alert.tsx'
import { Icon } from '../../kit/icons.tsx'
import { t } from '../../kit/language.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { refusalText } from '../../kit/toast.tsx'
import { WhoMay } from '../../kit/WhoMay.tsx'
import { usePerson } from '../me.ts'
import { CalendarEditor } from './CalendarEditor.tsx'
import type { Calendar } from './queries.ts'
import { useCalendars } from './queries.ts'
import { ZoneField } from '../../kit/ZoneField.tsx'

const route = getRouteApi('/shell/settings/$page')

/** Hours and holidays: when teams work. Several calendars where teams work differently. */
export function HoursPage(): ReactNode {
  const { calendar: wanted } = route.useSearch()
  const { role } = usePerson()
  const query = useCalendars()
  const [isAdding, setAdding] = useState(false)
  if (query.isPending) return <Bones rows={6} />
  if (query.isError) return <Failed error={query.error} again={() => void query.refetch()} />
  const all = query.data
  const shown = all.find(({ id }) => id === wanted) ?? all.find(({ teams }) => teams.length > 0) ?? all[0]
  const mayChange = role === 'manager' || role === 'admin'
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-xl font-semibold">{t('desk.settings.page.hours')}</h1>
          <p className="mt-1 max-w-2xl text-ink-2">{t('desk.hours.lead')}</p>
        </div>
        {mayChange ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('desk.hours.new')}
          </button>
        ) : null}
      </div>
      {mayChange ? null : <WhoMay words={(names) => t('desk.hours.whoMay', { names })} />}
      {all.length > 1 ? <Names all={all} shown={shown} /> : null}
      <div className="mt-6">
        {shown ? (
          <CalendarEditor key={shown.id} calendar={shown} all={all} />
        ) : (
          <Nothing title={t('desk.hours.none')}>{t('desk.hours.noneLead')}</Nothing>
        )}
      </div>
      <NewHours open={isAdding} onClose={() => setAdding(false)} like={shown} />
    </>
  )
}

function Names({ all, shown }: { all: readonly Calendar[]; shown: Calendar | undefined }): ReactNode {
  return (
    <nav aria-label={t('desk.hours.all')} className="mt-5 flex gap-5 overflow-x-auto border-b border-line">
      {all.map(({ id, name }) => (
        <Link
          key={id}
          to="/settings/$page"
          params={{ page: 'hours' }}
          search={{ calendar: id }}
          activeProps={{}}
          aria-current={id === shown?.id ? 'true' : undefined}
          className={`-mb-px flex min-h-9 items-center border-b-2 whitespace-nowrap ${id === shown?.id ? 'border-ink font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

function NewHours({ open, onClose, like }: { open: boolean; onClose: () => void; like: Calendar | undefined }): ReactNode {
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('desk.hours.new')}
      lead={like ? t('desk.hours.newLead', { hours: like.name }) : undefined}
    >
      <NewForm onClose={onClose} like={like} />
    </Sheet>
  )
}

function NewForm({ onClose, like }: { onClose: () => void; like: Calendar | undefined }): ReactNode {
  const { shop } = usePerson()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [zone, setZone] = useState(like?.zone ?? shop.zone)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '')
    const workday: [string, string][] = [['09:00', '17:00']]
    const week = like?.week ?? [workday, workday, workday, workday, workday, [], []]
    setBusy(true)
    call<Calendar>('/calendars', {
      method: 'POST',
      body: { name, zone, week, place: like?.place ?? null, openOn: like?.openOn ?? [], days: like?.days ?? [] },
    })
      .then(async (made) => {
        await client.invalidateQueries({ queryKey: ['calendars'] })
        onClose()
        await navigate({ to: '/settings/$page', params: { page: 'hours' }, search: { calendar: made.id } })
      })
      .catch(setError)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error ? <Alert>{refusalText(error)}</Alert> : null}
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.hours.name')}
        <input name="name" className="field font-normal" required maxLength={200} autoComplete="off" />
      </label>
      <ZoneField zone={zone} onChange={setZone} />
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.hours.make')}
      </button>
    </form>
  )
}
