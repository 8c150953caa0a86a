import * as z from 'zod'
import { charterParts } from './charter-parts.ts'
import { promiseForm } from './promises.ts'
import { language } from './wire.ts'

const charterPart = z.enum(charterParts)

/** An entry of the menu as it was published. `teamId` is '' for every team's; `languages` null where the language does not matter. */
export const charterEntry = z.object({
  optionId: z.string(),
  form: promiseForm,
  name: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  level: z.number(),
  /** Working minutes until it is fulfilled; for calls, minutes from now until the first may begin. */
  minutes: z.number(),
  windowMinutes: z.number(),
  isDefault: z.boolean(),
  choosers: z.enum(['everyone', 'proven']),
  languages: z.array(language).nullable(),
})

/** The working hours of teams that work alike: local times by weekday, Monday first; `country` is whose public holidays are free. */
export const charterHours = z.object({
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  zone: z.string(),
  week: z.array(z.array(z.tuple([z.string(), z.string()]))),
  country: z.string().nullable(),
})

/** A text and the language it is in, which is another than was asked for where there is none in that one. */
const said = z.object({ text: z.string(), language })
/** What is said beside the entries, for readers of each language. */
export const charterTexts = z.record(language, z.partialRecord(charterPart, said))
/** The company's own words, where it has written some. */
const ownTexts = z.partialRecord(charterPart, z.partialRecord(language, z.string().trim().max(2000)))
const whyTexts = z.partialRecord(language, z.string().trim().max(500))

const head = z.object({
  version: z.number(),
  publishedAt: z.date(),
  why: z.partialRecord(language, z.string()),
  /** How many had asked for what changed, where that was counted. */
  askedByCount: z.number().nullable(),
  /** What became different since the version before, in words. */
  changes: z.array(z.string()),
})

/** A version as the desk lists it. */
export const charterVersion = z.object({ ...head.shape, publishedBy: z.string() })

/** The charter as the desk sees it: what is public, and what would become public. */
export const deskCharter = z.object({
  published: charterVersion.nullable(),
  /** What the menu and the texts would change, in words; empty: the charter says what is. */
  differences: z.array(z.string()),
  /** Names exactly what was shown; to publish it, send it back. */
  mark: z.string(),
  texts: z.object({
    own: ownTexts,
    /** What stands where the company says nothing itself. */
    defaults: z.record(language, z.partialRecord(charterPart, z.string())),
    version: z.number(),
    changedAt: z.date().nullable(),
    changedBy: z.string().nullable(),
  }),
  mayChange: z.boolean(),
})

export const changeCharterTexts = z.strictObject({ texts: ownTexts, version: z.number().int() })
/** Publishes what was shown, with a sentence on why, in one language at least. */
export const publishCharter = z.strictObject({
  mark: z.string().max(100),
  why: whyTexts.refine((why) => Object.values(why).some((text) => text.length > 0)),
  askedByCount: z.number().int().min(1).max(1_000_000).nullable().default(null),
})

const counts = z.object({ kept: z.number(), total: z.number() })
/** The charter for programs. `sentence` is in the language that was asked for, `record` null under twenty. */
export const publicCharter = z.object({
  ...head.shape,
  isCurrent: z.boolean(),
  company: z.string(),
  entries: z.array(
    z.object({
      ...charterEntry.omit({ name: true }).shape,
      sentence: z.string(),
      notes: z.array(z.string()),
      record: counts.nullable(),
      href: z.string(),
    }),
  ),
  hours: z.array(charterHours),
  texts: charterTexts,
  versions: z.array(z.object({ version: z.number(), publishedAt: z.date(), href: z.string() })),
})

export type CharterEntry = z.infer<typeof charterEntry>
export type CharterHours = z.infer<typeof charterHours>
export type CharterTexts = z.infer<typeof charterTexts>
export type OwnTexts = z.infer<typeof ownTexts>
export type Why = z.infer<typeof whyTexts>
export type Said = z.infer<typeof said>
export type CharterVersion = z.infer<typeof charterVersion>
export type DeskCharter = z.infer<typeof deskCharter>
export type PublicCharter = z.infer<typeof publicCharter>
