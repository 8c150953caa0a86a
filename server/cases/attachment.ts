import type { Context } from '#platform/context.ts'
import { readFile } from '#platform/files/file.ts'
import { found } from '#platform/refusal.ts'
import { findCase } from './finding.ts'
import * as messages from './message-store.ts'

/** An attachment with its bytes, for whoever may see its case. A note's files are for the desk only; notes have none. */
export async function openAttachment(ctx: Context, id: string): Promise<messages.Attachment & { bytes: Buffer }> {
  const row = found(await messages.attachmentById(ctx.db, id))
  await findCase(ctx, row.caseId)
  return { ...row, bytes: found(await readFile(ctx.db, row.sha256)) }
}

/** A message of a case the actor may see. */
export async function findMessage(ctx: Context, id: string): Promise<messages.Message> {
  const row = found(await messages.messageById(ctx.db, id))
  await findCase(ctx, row.caseId)
  return row
}

/** The raw source of a message, as it arrived. */
export async function openSource(ctx: Context, id: string): Promise<Buffer> {
  const { rawSha256 } = await findMessage(ctx, id)
  return found(rawSha256 ? await readFile(ctx.db, rawSha256) : null)
}
