import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SetAsideMail } from '#contract/channels.ts'
import { addressOf, call } from '../client.ts'
import type { Wire } from '../client.ts'
import { Icon } from '../kit/icons.tsx'
import { say, t, tOr } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { Bones, Failed, Nothing } from '../kit/states.tsx'
import { fullTime, whenWords } from '../kit/time.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'

interface Page {
  items: Wire<SetAsideMail>[]
  nextCursor: string | null
}

/** Mail that became no case, why, and its raw source: nothing that arrived is lost. */
export function SetAsideList({ zone, onOpened }: { zone: string; onOpened: (caseId: string) => void }): ReactNode {
  const query = useInfiniteQuery({
    queryKey: ['setAside'],
    queryFn: ({ pageParam, signal }) =>
      call<Page>(`/set-aside?limit=50${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 10_000,
  })
  const mails = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <Bones rows={6} />
  if (query.isError) return <Failed error={query.error} again={() => void query.refetch()} />
  if (mails.length === 0) return <Nothing title={t('desk.setAside.none')}>{t('desk.setAside.noneLead')}</Nothing>
  return (
    <>
      <ul className="flex flex-col">
        {mails.map((mail) => (
          <Mail key={mail.id} mail={mail} zone={zone} onOpened={onOpened} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <button type="button" className="button m-4" onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
          {t('desk.list.more')}
        </button>
      ) : null}
    </>
  )
}

function Mail({ mail, zone, onOpened }: { mail: Wire<SetAsideMail>; zone: string; onOpened: (caseId: string) => void }): ReactNode {
  const open = () =>
    call<{ caseId: string }>(`/set-aside/${mail.id}/case`, { method: 'POST', body: {} }).then(({ caseId }) => {
      sayDone(t('desk.setAside.opened'))
      onOpened(caseId)
    }, sayRefused)
  const now = useNow()
  const at = Date.parse(mail.receivedAt)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex min-w-0 gap-2">
          <span className="max-w-64 flex-none truncate font-medium">{mail.from || t('desk.setAside.noSender')}</span>
          <span className="min-w-0 truncate">{mail.subject || t('desk.setAside.noSubject')}</span>
        </p>
        <p className="truncate text-xs text-ink-3">
          {reasonWords(mail.reason)}
          {mail.recipients.length > 0 ? ` · ${t('desk.setAside.to', { to: mail.recipients.join(', ') })}` : ''}
        </p>
      </div>
      <span className="num text-xs text-ink-3">{t('desk.setAside.size', { size: Math.max(1, Math.round(mail.size / 1024)) })}</span>
      <time className="text-xs text-ink-3" dateTime={mail.receivedAt} title={fullTime(at, zone)}>
        {say(whenWords(at, now, zone))}
      </time>
      <button type="button" className="button small" onClick={() => void open()}>
        {t('desk.setAside.open')}
      </button>
      <a className="button small" href={addressOf(`/set-aside/${mail.id}/source`)} download={`${mail.id}.eml`}>
        <Icon name="download" size={16} />
        {t('desk.setAside.source')}
      </a>
    </li>
  )
}

function reasonWords(reason: string): string {
  return tOr(`desk.setAside.reason.${reason}`, reason)
}
