import { noteServerTime } from './kit/now.ts'

/** What a contract type is after its way through JSON: every `Date` is RFC 3339 text. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T

/** A refusal as the desk handles it: RFC 9457 with our stable `code`; `facts` holds what else the server said. */
export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  errors: { pointer: string; detail: string }[]
  traceId: string | null
  facts: Record<string, unknown>
}

/** What calls throw; code `offline` and status 0 when no answer came at all, so nobody knows whether it was done. */
export interface Refusal extends Error {
  problem: Problem
}

/** Makes the error of a problem. */
export function refusal(problem: Problem): Refusal {
  return Object.assign(new Error(problem.detail || problem.title || problem.code), { problem })
}

/** Whether an error came from the server as a problem, or is the lack of any answer. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'problem' in error
}

interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Same key, same deed: give one per press, so that a retry is never a second deed. */
  key?: string
  signal?: AbortSignal | undefined
}

const retryWaitsMs = [250, 1000]

/** Calls /api/v1 and gives its JSON. Reads and keyed or repeatable writes are tried again when no answer came or the server was away. */
export async function call<T>(path: string, ask: Ask = {}): Promise<T> {
  const method = ask.method ?? 'GET'
  const key = ask.key ?? (method === 'POST' ? crypto.randomUUID() : undefined)
  const waits = method === 'PATCH' ? [] : retryWaitsMs
  for (const wait of waits) {
    try {
      return await once<T>(path, method, key, ask)
    } catch (error) {
      if (!isWorthRetrying(error) || ask.signal?.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  return once<T>(path, method, key, ask)
}

/** The address of a download, such as an attachment or the source of a mail. */
export function addressOf(path: string): string {
  return `/api/v1${path}`
}

/** Text that is not JSON: the HTML of a message. */
export async function readText(path: string, signal?: AbortSignal): Promise<string> {
  const response = await fetch(addressOf(path), { credentials: 'same-origin', signal: signal ?? null })
  if (!response.ok) throw refusal(problemOf(response.status, await bodyOf(response)))
  return response.text()
}

async function once<T>(path: string, method: string, key: string | undefined, ask: Ask): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (ask.body !== undefined) headers['content-type'] = 'application/json'
  if (key) headers['idempotency-key'] = key
  const body = ask.body === undefined ? null : JSON.stringify(ask.body)
  const response = await fetch(addressOf(path), { method, headers, body, credentials: 'same-origin', signal: ask.signal ?? null }).catch(
    unanswered,
  )
  noteServerTime(response.headers.get('date'))
  const answer = await bodyOf(response)
  if (!response.ok) throw refusal(problemOf(response.status, answer))
  return answer as T
}

function unanswered(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error
  throw refusal({ status: 0, code: 'offline', title: '', detail: '', errors: [], traceId: null, facts: {} })
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** Reads problem+json; what a proxy or a stranger answers becomes a problem too. */
export function problemOf(status: number, body: unknown): Problem {
  const { code, title, detail, errors, traceId, type: _type, status: _status, ...facts } = isRecord(body) ? body : {}
  return {
    status,
    code: typeof code === 'string' ? code : `http.${status}`,
    title: typeof title === 'string' ? title : '',
    detail: typeof detail === 'string' ? detail : '',
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    traceId: typeof traceId === 'string' ? traceId : null,
    facts,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFieldError(value: unknown): value is { pointer: string; detail: string } {
  return isRecord(value) && typeof value['pointer'] === 'string' && typeof value['detail'] === 'string'
}

function isWorthRetrying(error: unknown): boolean {
  return isRefusal(error) && [0, 502, 503, 504].includes(error.problem.status)
}

/** The code of a refusal, or null for anything else. */
export function codeOf(error: unknown): string | null {
  return isRefusal(error) ? error.problem.code : null
}
