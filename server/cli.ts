import { readFile } from 'node:fs/promises'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { roleName } from '#contract/people.ts'
import { importMbox } from '#channels'
import { addStaff, computeCases, foundCompany, invite, listTeams, makeKey } from '#people'
import { backtestOptions, erlangHelp, erlangOptions, runBacktest, runErlang, runWaits, waitsOptions } from '#promises'
import { importPurchases } from '#value'
import { readConfig } from '#platform/config.ts'
import { system, type Context } from '#platform/context.ts'
import { change, type Kept } from '#platform/kept.ts'
import { Refusal } from '#platform/refusal.ts'
import { migrationNames } from '#platform/db/migrate.ts'
import { foundTeam } from './founding.ts'
import { openForCommand } from './serve.ts'

type Flags = Record<string, string | boolean | (string | boolean)[] | undefined>

interface Command {
  words: string
  does: string
  options: NonNullable<ParseArgsConfig['options']>
  /** What `--help` after the command tells beyond the list. */
  details?: string
  run(flags: Flags, rest: string[]): Promise<void>
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

const commands: Command[] = [
  { words: 'serve', does: 'run the product (what npm start does)', options: {}, run: async () => void (await import('./main.ts')) },
  {
    words: 'migrate',
    does: 'bring the database to the newest schema',
    options: {},
    run: () => withKept(async () => say({ migrations: (await migrationNames()).length })),
  },
  {
    words: 'config check',
    does: 'check the environment and list all its faults',
    options: {},
    run: async () => say({ ok: true, port: readConfig(process.env).port }),
  },
  {
    words: 'api-key create',
    does: 'make a key and print it: --name NAME --role agent|lead|manager|admin',
    options: { name: text, role: text },
    run: (flags) =>
      withKept(async (kept) => {
        const [name, role] = [needed(flags, 'name'), roleOf(flags)]
        const key = await change(kept, system, 'en', async (ctx) => makeKey(ctx, { name, role, teamIds: await allTeamIds(ctx) }))
        say(flags['json'] ? key : key.secret)
      }),
  },
  {
    words: 'user add',
    does: 'add a person and print their invitation link: --email ADDRESS --name NAME --role ROLE [--team NAME]',
    options: { email: text, name: text, role: text, team: text },
    run: (flags) =>
      withKept(async (kept) => {
        const [email, name, role] = [needed(flags, 'email'), needed(flags, 'name'), roleOf(flags)]
        const token = await change(kept, system, 'en', async (ctx) => {
          const teams = await listTeams(ctx)
          const wished = flags['team'] ? teams.filter((team) => team.name === flags['team']) : teams
          return invite(ctx, (await addStaff(ctx, { email, name, role, teamIds: wished.map(({ id }) => id) })).id)
        })
        say(`${kept.house.baseUrl}/desk/invitation?token=${token}`)
      }),
  },
  {
    words: 'company found',
    does: 'name the company of a new installation: --name NAME --zone ZONE --language en|tr|uk|lt|hu',
    options: { name: text, zone: text, language: text },
    run: (flags) =>
      withKept(async (kept) => {
        const [name, zone, language] = [needed(flags, 'name'), needed(flags, 'zone'), needed(flags, 'language')]
        await change(kept, system, 'en', (ctx) => foundCompany(ctx, { name, zone, language: language as 'en' }))
        say({ name, zone, language })
      }),
  },
  {
    words: 'team add',
    does: 'add a team with working time, promises and perhaps a mailbox: --name NAME [--mailbox ADDRESS] [--hours 09:00-17:00] [--country LT] [--answers-per-hour 6]',
    options: { name: text, mailbox: text, hours: text, country: text, 'answers-per-hour': text },
    run: (flags) =>
      withKept(async (kept) => {
        const mailbox = typeof flags['mailbox'] === 'string' ? { mailbox: flags['mailbox'] } : {}
        const country = typeof flags['country'] === 'string' ? { country: flags['country'] } : {}
        const answersPerHour = Number(flags['answers-per-hour'] ?? 6)
        if (!(answersPerHour > 0)) throw new UsageError('--answers-per-hour is a number above 0')
        const wish = {
          name: needed(flags, 'name'),
          hours: hoursOf(flags['hours']),
          answersPerHour,
          zone: kept.house.shop.zone,
          ...mailbox,
          ...country,
        }
        say({ teamId: await change(kept, system, 'en', (ctx) => foundTeam(ctx, wish)) })
      }),
  },
  {
    words: 'import mbox',
    does: 'bring in the mails of an mbox file, without answering them: FILE [--mailbox ADDRESS] [--dry-run]',
    options: { mailbox: text, 'dry-run': flag },
    run: (flags, [file]) =>
      withKept(async (kept) => {
        if (!file) throw new UsageError('import mbox needs a file')
        const mailbox = typeof flags['mailbox'] === 'string' ? { mailbox: flags['mailbox'] } : {}
        say(await importMbox(kept, file, { dryRun: flags['dry-run'] === true, ...mailbox }))
      }),
  },
  {
    words: 'import purchases',
    does: 'record what customers bought, from a CSV with email, product, amount, currency, date, channel, id: FILE.csv [--dry-run]',
    options: { 'dry-run': flag },
    run: (flags, [file]) =>
      withKept(async (kept) => {
        if (!file) throw new UsageError('import purchases needs a file')
        const done = await importPurchases(kept, file, { dryRun: flags['dry-run'] === true })
        say(done)
        if (done.faults.length) process.exitCode = 1
      }),
  },
  {
    words: 'calendar',
    does: 'compute deadlines and elapsed working time for a file of schedules and cases: FILE.json',
    options: {},
    run: async (_flags, [file]) => {
      if (!file) throw new UsageError('calendar needs a file')
      say(computeCases(await readFile(file, 'utf8')))
    },
  },
  {
    words: 'backtest',
    does: 'quote the cases of an export as if they came today, and score it: CASES.csv --outcome COLUMN [--level 0.9] [--from DATE] [--out quotes.csv] [--simulate [--weeks 4]]',
    options: backtestOptions,
    run: async (flags, [file]) => say(await runBacktest(flags, file)),
  },
  {
    words: 'waits',
    does: 'say at each call of an export by when it is answered, and score it: CALLS.csv[.gz] [--from DATE] [--out waits.csv] [--level 0.9]',
    options: waitsOptions,
    run: async (flags, [file]) => say(await runWaits(flags, file)),
  },
  {
    words: 'erlang',
    does: 'what a queue does, as JSON: --model b|c|a --servers N --load ERLANGS | --arrivals N [--per TIME] --handling TIME [--patience RATE] [--within TIME] [--target SHARE]; --help tells all flags',
    options: erlangOptions,
    details: erlangHelp,
    run: async (flags) => say(runErlang(flags)),
  },
]

class UsageError extends Error {}

async function main(words: string[]): Promise<void> {
  const command = commands.find((candidate) => words.join(' ').startsWith(candidate.words))
  if (!command) return usage(words.length === 0 || words[0] === '--help' ? 0 : 64)
  try {
    const rest = words.slice(command.words.split(' ').length)
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...command.options, json: flag, help: flag },
      allowPositionals: true,
    })
    if (values['help']) return command.details ? say(`kept ${command.words}: ${command.does}\n\n${command.details}`) : usage(0)
    await command.run(values as Flags, positionals)
  } catch (error) {
    fail(error)
  }
}

async function withKept(work: (kept: Kept) => Promise<void>): Promise<void> {
  const { kept, close } = await openForCommand(readConfig(process.env))
  try {
    await work(kept)
  } finally {
    await close()
  }
}

const allTeamIds = async (ctx: Context) => (await listTeams(ctx)).map(({ id }) => id)

function needed(flags: Flags, name: string): string {
  const value = flags[name]
  if (typeof value !== 'string' || !value) throw new UsageError(`--${name} is missing`)
  return value
}

function hoursOf(value: Flags[string]): [string, string] {
  const match = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(typeof value === 'string' ? value : '09:00-17:00')
  if (!match) throw new UsageError('--hours looks like 09:00-17:00')
  return [match[1] ?? '', match[2] ?? '']
}

function roleOf(flags: Flags) {
  const role = roleName.safeParse(flags['role'])
  if (!role.success) throw new UsageError(`--role is one of ${roleName.options.join(', ')}`)
  return role.data
}

function say(value: unknown): void {
  process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}\n`)
}

function fail(error: unknown): void {
  const { message, code } = error as Error & { code?: string }
  const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')
  console.error(error instanceof Refusal ? `Refused: ${error.code} ${JSON.stringify(error.facts)}` : message)
  process.exitCode = isUsage ? 64 : 1
}

function usage(code: number): void {
  const width = Math.max(...commands.map(({ words }) => words.length))
  const lines = commands.map(({ words, does }) => `  kept ${words.padEnd(width)}  ${does}`)
  const write = code === 0 ? console.log : console.error
  write(
    `Kept, a customer-driven service desk\n\n${lines.join('\n')}\n\n--json prints results as JSON. Settings come from the environment: docs/operate/configuration.md`,
  )
  process.exitCode = code
}

await main(process.argv.slice(2))
