import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Desk } from './harness.ts'

/** Builds the portal's pages if they are stale; costs next to nothing when they are not. */
export function buildPages(): void {
  const root = path.join(import.meta.dirname, '..')
  try {
    execFileSync(process.execPath, [path.join(root, 'bin', 'build.ts')], { stdio: 'ignore' })
  } catch (error) {
    // The portal is built first; what fails after it is told by the build's own check.
    if (!existsSync(path.join(root, 'dist', 'portal', '.stamp'))) throw error
  }
}

export interface Answer {
  status: number
  html: string
  headers: Record<string, unknown>
  location: string
}

/** A browser without scripts: keeps cookies, follows nothing by itself, and fills in forms as they stand on the page. */
export function visitor(desk: Desk, wishes: { language?: string; ip?: string } = {}) {
  const cookies = new Map<string, string>()
  const ask = async (
    method: 'GET' | 'HEAD' | 'POST',
    url: string,
    more: { payload?: string | Buffer; type?: string } = {},
  ): Promise<Answer> => {
    const response = await desk.app.inject({
      method,
      url,
      remoteAddress: wishes.ip ?? '127.0.0.1',
      ...(more.payload !== undefined && { payload: more.payload }),
      headers: {
        accept: 'text/html',
        'accept-language': wishes.language ?? 'en',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'POST' && { 'content-type': more.type ?? 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
      },
    })
    for (const { name, value } of response.cookies) {
      if (value) cookies.set(name, encodeURIComponent(value))
      else cookies.delete(name)
    }
    return {
      status: response.statusCode,
      html: response.body,
      headers: response.headers,
      location: String(response.headers.location ?? ''),
    }
  }
  const post = (url: string, fields: Record<string, string>) => ask('POST', url, { payload: new URLSearchParams(fields).toString() })
  return {
    cookies,
    get: (url: string) => ask('GET', url),
    head: (url: string) => ask('HEAD', url),
    post,
    /** Sends the page's form of this action with its hidden fields and what is filled in. */
    submit: (page: Answer, action: string, fields: Record<string, string> = {}) =>
      post(action, { ...hiddenOf(page.html, action), ...fields }),
    async upload(url: string, fields: Record<string, string>, files: { name: string; type: string; content: string }[]) {
      const boundary = 'a-boundary-for-tests'
      const parts = Object.entries(fields).map(
        ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      const sent = files.map(
        (file) =>
          `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n${file.content}\r\n`,
      )
      return ask('POST', url, {
        payload: `${[...parts, ...sent].join('')}--${boundary}--\r\n`,
        type: `multipart/form-data; boundary=${boundary}`,
      })
    },
  }
}

/** The hidden fields of the form with this action; fails when the page has none. */
export function hiddenOf(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form.*?<\/form>/gs)].map(([text]) => text).find((text) => text.includes(`action="${action}"`))
  if (!form) throw new Error(`No form to ${action} on the page`)
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  )
}

/** The ids of the offers on a page, in its order. */
export const offersOn = (html: string): string[] => [...html.matchAll(/name="offer" value="(offer_[^"]+)"/g)].map(([, id]) => id ?? '')

const plain = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
