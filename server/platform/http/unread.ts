import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { safeHeaders } from './headers.ts'

/** Answers an address that no route can be looked up by; hooks have not run, so the headers come from here. */
export function answerBadAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  reply.status(400).headers(safeHeaders).type('application/problem+json').send(problem(400))
}

/** Answers bytes that are no HTTP request, in the least that HTTP allows, and hangs up. */
export function answerBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const body = JSON.stringify(problem(status))
  const headers = {
    ...safeHeaders,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${reasons[status]}\r\n${lines}\r\n${body}`)
  socket.destroySoon()
}

const reasons: Record<number, string> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }

function problem(status: number) {
  const title = 'This is no request that can be read.'
  return { type: '/docs/errors#bad_request', title, status, code: 'bad_request', detail: title }
}
