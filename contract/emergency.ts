import * as z from 'zod'

/** What an emergency is about, the gravest first: where several are read in one message the first names it. */
export const emergencyKinds = [
  'cannot_breathe',
  'collapse',
  'self_harm',
  'bleeding',
  'fire',
  'gas',
  'smoke',
  'poison',
  'trapped',
  'injury',
  'outage',
] as const
export const emergencyKind = z.enum(emergencyKinds)
export type EmergencyKind = z.infer<typeof emergencyKind>

/** Words that told of it, exactly as written; `from` and `to` are their place in the message's shown text, null where they stand elsewhere. */
export const trigger = z.object({
  messageId: z.string().nullable(),
  kind: emergencyKind,
  words: z.string(),
  from: z.number().nullable(),
  to: z.number().nullable(),
})
export type Trigger = z.infer<typeof trigger>

/** An emergency as a row of a list shows it. */
export const emergencyMark = z.object({ kind: emergencyKind, words: z.array(z.string()), raisedAt: z.date(), confirmed: z.boolean() })

/** The emergency that stands on a case. `raisedBy` is null where the rule read it. */
export const emergency = z.object({
  id: z.string(),
  kind: emergencyKind,
  triggers: z.array(trigger),
  words: z.string().nullable(),
  raisedAt: z.date(),
  raisedBy: z.string().nullable(),
  confirmedAt: z.date().nullable(),
  confirmedBy: z.string().nullable(),
})
export type Emergency = z.infer<typeof emergency>

/** A person says that a case is an emergency, with what they heard. */
export const raiseEmergency = z.strictObject({ kind: emergencyKind, words: z.string().trim().max(500).optional() })
export const endEmergency = z.strictObject({ why: z.enum(['not_an_emergency', 'over']) })
