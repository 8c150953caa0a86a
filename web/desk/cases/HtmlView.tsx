import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { readText } from '../client.ts'
import { t } from '../kit/language.ts'
import { refusalText } from '../kit/toast.tsx'

const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
const look =
  'body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#18212b;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}'

/** A message as its sender dressed it: cleaned by the server and again here, in a frame that runs nothing and loads nothing. */
export function HtmlView({ id, from }: { id: string; from: string }): ReactNode {
  const [page, setPage] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    const stop = new AbortController()
    framed(id, stop.signal).then(setPage, (refused: unknown) => {
      if (!stop.signal.aborted) setError(refused)
    })
    return () => stop.abort()
  }, [id])
  if (error) return <p role="alert">{refusalText(error)}</p>
  if (page === null)
    return (
      <p role="status" className="text-ink-3">
        {t('desk.loading')}
      </p>
    )
  return (
    <figure>
      <iframe
        sandbox=""
        srcDoc={page}
        title={t('desk.message.htmlOf', { name: from })}
        className="h-96 w-full resize-y rounded-control border border-line bg-white"
        referrerPolicy="no-referrer"
      />
      <figcaption className="mt-1 text-xs text-ink-3">{t('desk.message.htmlNote')}</figcaption>
    </figure>
  )
}

async function framed(id: string, signal: AbortSignal): Promise<string> {
  const [html, { default: DOMPurify }] = await Promise.all([readText(`/messages/${id}/html`, signal), import('dompurify')])
  DOMPurify.addHook('afterSanitizeAttributes', withoutForeignPictures)
  const clean = DOMPurify.sanitize(html, {
    FORBID_TAGS: ['form', 'input', 'button', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'svg', 'math'],
    FORBID_ATTR: ['srcset', 'ping'],
    ALLOW_DATA_ATTR: false,
  })
  DOMPurify.removeHook('afterSanitizeAttributes')
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><style>${look}</style></head><body>${clean}</body></html>`
}

/** A picture from elsewhere would tell its sender who reads; the frame's policy forbids it too. */
function withoutForeignPictures(part: Element): void {
  for (const name of ['src', 'background', 'poster']) {
    if (part.hasAttribute(name) && !part.getAttribute(name)?.startsWith('data:')) part.removeAttribute(name)
  }
}
