import type { FastifyInstance } from 'fastify'
import { answer, findMessages, presence, saveDraft as draftShape, writeMessage } from '#contract/cases.ts'
import { byId } from '#contract/wire.ts'
import {
  answerCase,
  findCase,
  messagesById,
  readDraft,
  readMessage,
  saveDraft,
  sendUpdate,
  setPresence,
  undoMessage,
  writeNote,
} from '#cases'
import { receiveByApi } from '#channels'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'

/** What is said on a case, what is about to be said, and who is on it. */
export function conversationRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, delete: remove } = routesOf(app, kept)

  put(
    '/api/v1/cases/:id/answer',
    { may: 'agent', does: 'Answer; it can be called back for its seconds, and only the customer closes', params: byId, body: answer },
    async (ctx, { params, body }) => readMessage(ctx, await answerCase(ctx, { caseId: params.id, ...body })),
  )
  post(
    '/api/v1/cases/:id/messages',
    { may: 'agent', does: "Send an update, write a note, or bring in the customer's words", params: byId, body: writeMessage, status: 201 },
    async (ctx, { params, body }) => {
      const { as, ...written } = body
      if (as === 'note') return readMessage(ctx, await writeNote(ctx, { caseId: params.id, text: body.text }))
      if (as === 'customer') return readMessage(ctx, await receiveByApi(ctx, await findCase(ctx, params.id), body.text))
      return readMessage(ctx, await sendUpdate(ctx, { caseId: params.id, ...written }))
    },
  )
  get('/api/v1/messages', { may: 'agent', does: 'Messages by their Message-ID', query: findMessages }, async (ctx, { query }) => ({
    items: await messagesById(ctx, query.message_id),
    nextCursor: null,
  }))
  remove(
    '/api/v1/messages/:id',
    { may: 'agent', does: 'Call a message back within its seconds', params: byId, status: 200 },
    (ctx, { params }) => undoMessage(ctx, params.id),
  )

  get('/api/v1/cases/:id/draft', { may: 'agent', does: 'What I had typed', params: byId }, async (ctx, { params }) => {
    await findCase(ctx, params.id)
    const draft = await readDraft(ctx, params.id)
    return draft ? { text: draft.text, as: draft.form, savedAt: draft.savedAt } : { text: '', as: 'answer', savedAt: null }
  })
  put(
    '/api/v1/cases/:id/draft',
    { may: 'agent', does: 'Keep what I have typed', params: byId, body: draftShape },
    (ctx, { params, body }) => saveDraft(ctx, { caseId: params.id, ...body }),
  )
  put(
    '/api/v1/cases/:id/presence',
    { may: 'agent', does: 'Say that I look at a case or write in it', params: byId, body: presence },
    async (ctx, { params, body }) => {
      await setPresence(ctx, { caseId: params.id, doing: body.doing })
      kept.bell.ring([`presence:${params.id}`])
    },
  )
}
