import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import {
  answer, caseList, changeCase as changeShape, changeOwner, findMessages, listCases as listShape, openCase as openShape, presence, rejection, saveDraft as draftShape,
  setAside as setAsideShape, writeMessage,
} from '#contract/cases.ts'
import { rate } from '#contract/feedback.ts'
import { caseView as caseViewShape, counts } from '#contract/faces.ts'
import { byId, id } from '#contract/wire.ts'
import {
  acceptCase, answerCase, caseRowView, changeCase, claimCase, findCase, findListed, handOver, listCases, markRead, messagesById, openAttachment, openSource, findMessage, readDraft,
  readMessage, rejectCase, saveDraft, sendUpdate, setAside, setPresence, takeBack, unclaimCase, undoMessage, withdrawCase, writeNote,
} from '#cases'
import { openByApi, receiveByApi } from '#channels'
import { rateCase } from '#feedback'
import type { Context } from '#platform/context.ts'
import { routesOf } from '#platform/http/routes.ts'
import type { Kept } from '#platform/kept.ts'
import { caseView, countsView } from './case-view.ts'

const idOrNumber = z.strictObject({ id: z.union([id, z.string().regex(/^[Kk]-?\d{1,9}$/)]) })

/** The routes of a case for desk and API: nouns, one verb each. */
export function caseRoutes(app: FastifyInstance, kept: Kept): void {
  const { get, post, put, patch, delete: remove } = routesOf(app, kept)
  const { house } = kept

  get('/api/v1/cases', { may: 'agent', does: 'Cases by danger of their promises, filtered or searched', query: listShape, answers: caseList }, async (ctx, { query }) => {
    const { items, nextCursor } = await listCases(ctx, query)
    return { items: items.map(caseRowView), nextCursor }
  })
  get('/api/v1/cases/counts', { may: 'agent', does: 'How many cases each part of the inbox holds', answers: counts }, (ctx) => countsView(ctx))
  post('/api/v1/cases', { may: 'agent', does: 'Open a case; the customer is answered at once', body: openShape, answers: caseViewShape, status: 201 }, async (ctx, { body }) =>
    caseView(ctx, await openByApi(ctx, house, body)))
  get('/api/v1/cases/:id', { may: 'agent', does: 'A case with messages, offers, promises and history', params: idOrNumber, answers: caseViewShape }, async (ctx, { params }) => {
    const view = await caseView(ctx, params.id)
    if (view.unread && ctx.actor.kind === 'staff') await markRead(ctx, view.id)
    return view
  })
  patch('/api/v1/cases/:id', { may: 'agent', does: 'Change kind or topic', params: byId, body: changeShape }, (ctx, { params, body }) =>
    then(changeCase(ctx, { caseId: params.id, ...body }), () => row(ctx, params.id)))

  put('/api/v1/cases/:id/claim', { may: 'agent', does: 'Claim a case; whoever comes second is told who has it', params: byId }, (ctx, { params }) =>
    then(claimCase(ctx, params.id), () => row(ctx, params.id)))
  remove('/api/v1/cases/:id/claim', { may: 'agent', does: 'Give a case back to its queue', params: byId }, (ctx, { params }) => unclaimCase(ctx, params.id))
  put('/api/v1/cases/:id/owner', { may: 'agent', does: 'Hand a case to a person or a team', params: byId, body: changeOwner }, (ctx, { params, body }) =>
    then(handOver(ctx, { caseId: params.id, to: body.owner, version: body.version }), () => row(ctx, params.id)))

  put('/api/v1/cases/:id/answer', { may: 'agent', does: 'Answer; it can be called back for its seconds, and only the customer closes', params: byId, body: answer }, async (ctx, { params, body }) =>
    readMessage(ctx, await answerCase(ctx, { caseId: params.id, ...body })))
  post('/api/v1/cases/:id/messages', { may: 'agent', does: "Send an update, write a note, or bring in the customer's words", params: byId, body: writeMessage, status: 201 }, async (ctx, { params, body }) => {
    const { as, ...written } = body
    if (as === 'note') return readMessage(ctx, await writeNote(ctx, { caseId: params.id, text: body.text }))
    if (as === 'customer') return readMessage(ctx, await receiveByApi(ctx, await findCase(ctx, params.id), body.text))
    return readMessage(ctx, await sendUpdate(ctx, { caseId: params.id, ...written }))
  })
  get('/api/v1/messages', { may: 'agent', does: 'Messages by their Message-ID', query: findMessages }, async (ctx, { query }) => ({ items: await messagesById(ctx, query.message_id), nextCursor: null }))
  remove('/api/v1/messages/:id', { may: 'agent', does: 'Call a message back within its seconds', params: byId, status: 200 }, (ctx, { params }) => undoMessage(ctx, params.id))

  put('/api/v1/cases/:id/acceptance', { may: 'agent', does: 'Carry the word of the customer: it is done', params: byId }, (ctx, { params }) => then(acceptCase(ctx, params.id), () => row(ctx, params.id)))
  put('/api/v1/cases/:id/rejection', { may: 'agent', does: 'Carry the word of the customer: the answer does not do', params: byId, body: rejection }, (ctx, { params, body }) =>
    then(rejectOnTheirWord(ctx, params.id, body.text), () => row(ctx, params.id)))
  put('/api/v1/cases/:id/withdrawal', { may: 'agent', does: 'Carry the word of the customer: no longer needed', params: byId }, (ctx, { params }) => then(withdrawCase(ctx, params.id), () => row(ctx, params.id)))
  put('/api/v1/cases/:id/rating', { may: 'agent', does: 'Carry the mark of the customer', params: byId, body: rate }, (ctx, { params, body }) => rateCase(ctx, { caseId: params.id, score: body.score, text: body.text ?? null }))
  put('/api/v1/cases/:id/set-aside', { may: 'agent', does: 'Say that this is not a case; reversible, nobody is mailed', params: byId, body: setAsideShape }, (ctx, { params, body }) =>
    then(setAside(ctx, { caseId: params.id, reason: body.reason ?? '' }), () => row(ctx, params.id)))
  remove('/api/v1/cases/:id/set-aside', { may: 'agent', does: 'Take a case back', params: byId }, (ctx, { params }) => takeBack(ctx, params.id))

  get('/api/v1/cases/:id/draft', { may: 'agent', does: 'What I had typed', params: byId }, async (ctx, { params }) => {
    await findCase(ctx, params.id)
    const draft = await readDraft(ctx, params.id)
    return draft ? { text: draft.text, as: draft.form, savedAt: draft.savedAt } : { text: '', as: 'answer', savedAt: null }
  })
  put('/api/v1/cases/:id/draft', { may: 'agent', does: 'Keep what I have typed', params: byId, body: draftShape }, (ctx, { params, body }) => saveDraft(ctx, { caseId: params.id, ...body }))
  put('/api/v1/cases/:id/presence', { may: 'agent', does: 'Say that I look at a case or write in it', params: byId, body: presence }, async (ctx, { params, body }) => {
    await setPresence(ctx, { caseId: params.id, doing: body.doing })
    kept.bell.ring([`presence:${params.id}`])
  })

  fileRoutes(app, kept)
}

/** Foreign bytes leave as downloads only, from a page that may do nothing. */
function fileRoutes(app: FastifyInstance, kept: Kept): void {
  const { get } = routesOf(app, kept)
  get('/api/v1/attachments/:id', { may: 'agent', does: 'Download an attachment', params: byId }, async (ctx, { params, reply }) => {
    const file = await openAttachment(ctx, params.id)
    return reply.headers(downloadHeaders(file.name)).send(file.bytes)
  })
  get('/api/v1/messages/:id/source', { may: 'agent', does: 'Download the raw mail of a message', params: byId }, async (ctx, { params, reply }) =>
    reply.headers(downloadHeaders('message.eml')).send(await openSource(ctx, params.id)))
  get('/api/v1/messages/:id/html', { may: 'agent', does: 'The sanitised HTML of a message, for a frame without scripts', params: byId }, async (ctx, { params, reply }) =>
    reply.type('text/plain; charset=utf-8').send((await findMessage(ctx, params.id)).html ?? ''))
}

/** Forces a download under a name no header can break: RFC 6266 with RFC 8187. */
export function downloadHeaders(name: string): Record<string, string> {
  const plain = name.replace(/[^\w. -]/g, '_').slice(0, 100) || 'file'
  const encoded = encodeURIComponent(name.slice(0, 200).toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return {
    'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store',
  }
}

const row = async (ctx: Context, caseId: string) => caseRowView(await findListed(ctx, caseId))

async function then<Value>(done: Promise<unknown>, answerWith: () => Promise<Value>): Promise<Value> {
  await done
  return answerWith()
}

async function rejectOnTheirWord(ctx: Context, caseId: string, text: string | undefined): Promise<void> {
  const it = await findListed(ctx, caseId)
  await rejectCase(ctx, { caseId, text, from: { name: it.customerName, address: it.customerEmail ?? '' } })
}
