import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

/** Serves `draw`'s pages as a customer's browser would meet them: same policy, assets, live stream; remembers what was posted. */
export async function startSite(draw: (url: URL) => string | null) {
  const posts: Array<{ path: string; fields: Record<string, string> }> = []
  const streams = new Set<{ write(text: string): void }>()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://site')
    if (request.method === 'POST') {
      const body = (await Array.fromAsync(request)).join('')
      posts.push({ path: url.pathname, fields: Object.fromEntries(new URLSearchParams(body)) })
      return response.end('ok')
    }
    if (url.pathname.endsWith('/live')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
      streams.add(response)
      return request.on('close', () => streams.delete(response))
    }
    if (url.pathname.startsWith('/assets/')) return sendAsset(url.pathname, response)
    const page = draw(url)
    if (page === null) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    listeners: () => streams.size,
    tell: () => streams.forEach((stream) => stream.write('data: changed\n\n')),
    close: () => (server.closeAllConnections(), server.close()),
  }
}

/** Where a browser is: `CHROMIUM`, the bundled one otherwise. */
export async function browserPath(): Promise<string> {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const { default: bundled } = await import('@sparticuz/chromium')
  // It takes whatever browser lies in the temporary folder: ours gets one of its own.
  const version = JSON.parse(readFileSync(path.join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8'))
    .version as string
  const { TMPDIR } = process.env
  process.env.TMPDIR = path.join(os.tmpdir(), `kept-chromium-${version}`)
  mkdirSync(process.env.TMPDIR, { recursive: true })
  const found = await bundled.executablePath()
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
  return found
}

function sendAsset(pathname: string, response: ServerResponse): void {
  const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
  response.writeHead(200, { 'content-type': types[path.extname(pathname)] ?? 'application/octet-stream' })
  response.end(readFileSync(path.join(root, 'dist', 'portal', 'assets', path.basename(pathname))))
}
