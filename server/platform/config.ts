import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import * as z from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const shape = z.object({
  PORT: port.default(3000),
  SMTP_PORT: port.default(2525),
  HOST: z.string().min(1).optional(),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SECRET_KEY: z.string().min(32, 'needs at least 32 characters').optional(),
  DEMO: z.enum(['0', '1']).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** What the operator decided. `baseUrl` is null until the port is known and nobody set it. */
export interface Config {
  port: number
  smtpPort: number
  host: string | null
  baseUrl: string | null
  dataDir: string
  databaseUrl: string | null
  mailUrl: string | null
  secretKey: Buffer
  demo: boolean | null
  logLevel: z.infer<typeof shape>['LOG_LEVEL']
}

/** Reads the environment (with `_FILE` twins for secrets) and lists all its faults at once, in words. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const named = Object.keys(shape.shape)
  const given = Object.fromEntries(
    named.flatMap((name) => {
      const value = fromFile(environment[`${name}_FILE`]) ?? environment[name]
      return value ? [[name, value]] : []
    }),
  )
  const read = shape.safeParse(given)
  if (!read.success) throw new Error(faults(read.error, given))
  const { data } = read
  const dataDir = path.resolve(data.DATA_DIR)
  return {
    port: data.PORT,
    smtpPort: data.SMTP_PORT,
    host: data.HOST ?? null,
    baseUrl: data.BASE_URL?.replace(/\/+$/, '') ?? null,
    dataDir,
    databaseUrl: data.DATABASE_URL ?? null,
    mailUrl: data.MAIL_URL ?? null,
    secretKey: Buffer.from(data.SECRET_KEY ?? keptSecret(dataDir)),
    demo: data.DEMO === undefined ? null : data.DEMO === '1',
    logLevel: data.LOG_LEVEL,
  }
}

function faults(error: z.ZodError, given: Record<string, string>): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0])
    const shown = /SECRET|URL/.test(name) ? '' : ` (it is "${given[name]}")`
    return `  ${name}${shown}: ${issue.message}`
  })
  return `The configuration has ${lines.length === 1 ? 'a fault' : `${lines.length} faults`}:\n${lines.join('\n')}\nAll settings with examples: docs/operate/configuration.md`
}

function fromFile(file: string | undefined): string | undefined {
  return file ? readFileSync(file, 'utf8').trim() : undefined
}

/** Made at the first start and kept in the data folder: signed links must outlive a restart. */
function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret-key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}
