import http from 'node:http'
import { performance } from 'node:perf_hooks'

export interface Figures {
  perSecond: number
  p50Ms: number
  p99Ms: number
  count: number
  seconds: number
  failures: number
}

/** Runs an operation over so many connections for so long; latencies are from call to whole answer. */
export async function load(
  connections: number,
  seconds: number,
  operation: (connection: number, nth: number) => Promise<void>,
): Promise<Figures> {
  const latencies: number[] = []
  let failures = 0
  const started = performance.now()
  const ends = started + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let nth = 0; performance.now() < ends; nth++) {
        const begun = performance.now()
        await operation(connection, nth).catch(() => void failures++)
        latencies.push(performance.now() - begun)
      }
    }),
  )
  const took = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { perSecond: latencies.length / took, p50Ms: at(0.5), p99Ms: at(0.99), count: latencies.length, seconds: took, failures }
}

const agents = new Map<number, http.Agent>()

/** One request on a kept-alive connection; anything but 2xx is a failure. */
export function request(port: number, connection: number, method: string, path: string, key: string, body?: unknown): Promise<string> {
  let agent = agents.get(connection)
  if (!agent) agents.set(connection, (agent = new http.Agent({ keepAlive: true, maxSockets: 1 })))
  const text = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${key}`,
    ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  }
  return new Promise((resolve, reject) => {
    const sent = http.request({ port, host: '127.0.0.1', method, path, headers, agent }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        response.statusCode && response.statusCode < 300
          ? resolve(Buffer.concat(parts).toString())
          : reject(new Error(`${response.statusCode} ${Buffer.concat(parts).toString().slice(0, 300)}`)),
      )
    })
    sent.on('error', reject)
    sent.end(text)
  })
}
