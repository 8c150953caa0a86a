import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { caseLink, findCase, lockCase, openAttachment, receiveMessage, visibleCases } from '#cases'
import { escalate } from '#promises'
import { isRepeated } from '#platform/http/form-key.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import type { Live } from '#platform/realtime/live.ts'
import { found, refuse } from '#platform/refusal.ts'
import { downloadHeaders } from '../file-routes.ts'
import type { Opened } from './case-door.ts'
import { listen } from './case-live.ts'
import { doneOf } from './case-looks.ts'
import { visibleMessages, type CaseGiven } from './case-page.ts'
import { escalatePage } from './case-pages.ts'
import { colleaguePage } from './colleague-page.ts'
import { fileRules, readFields, type Fields } from './fields.ts'
import { signedIn, throughSession, type SignedIn } from './my-door.ts'
import { sendPage } from './page.ts'
import { reviewPage } from './review-page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }
const reasons = ['slow', 'unheard', 'wrong', 'other']

type ByCase = FastifyRequest<{ Params: { id: string } }>
type Seen = (opened: Opened, request: ByCase, reply: FastifyReply) => Promise<unknown>

/**
 * A case by the session of whoever typed their code: their own leads to its link's page, a colleague's opens here as far as the rights of
 * this moment go. A case they may not know of answers as one that never was.
 */
export function myCaseRoutes(app: FastifyInstance, kept: Kept, live: Live): void {
  app.get('/my/review', open, (request, reply) =>
    throughSession(kept, request, reply, async (me) =>
      sendPage(kept, request, reply, await look(kept, me.actor, me.language, (ctx) => reviewPage(ctx, me, request.query)), me),
    ),
  )
  const get = (path: string, seen: Seen) =>
    app.get(`/my/cases/:id${path}`, open, (request: ByCase, reply) =>
      throughSession(kept, request, reply, (me) => throughRights(kept, me, request, reply, seen)),
    )
  get('', async (opened, request, reply) => showCase(kept, opened, { done: doneOf(request) }, request, reply, 200))
  get('/escalation', async (opened, request, reply) => {
    const page = await look(kept, opened.actor, opened.language, (ctx) => escalatePage(kept, ctx, opened))
    return sendPage(kept, request, reply, page, opened)
  })
  app.get('/my/cases/:id/files/:file', open, (request: FastifyRequest<{ Params: { id: string; file: string } }>, reply) =>
    throughSession(kept, request, reply, (me) =>
      throughRights(kept, me, request, reply, (opened) => sendFile(kept, opened, request, reply)),
    ),
  )
  app.get('/my/cases/:id/live', { ...open, exposeHeadRoute: false }, (request: ByCase, reply) =>
    throughSession(kept, request, reply, (me) =>
      throughRights(kept, me, request, reply, ({ it }) =>
        listen(live, { caseId: it.id, stillMay: () => maySee(kept, request, it.id) }, request, reply),
      ),
    ),
  )
  const post = (path: string, deed: (opened: Opened, fields: Fields, request: ByCase, reply: FastifyReply) => Promise<unknown>) =>
    app.post(`/my/cases/:id${path}`, open, async (request: ByCase, reply) => {
      const fields = await readFields(request)
      return throughSession(kept, request, reply, (me) =>
        throughRights(kept, me, request, reply, (opened) => deed(opened, fields, request, reply)),
      )
    })
  post('/messages', (opened, fields, request, reply) => writeMessage(kept, opened, fields, request, reply))
  post('/escalation', (opened, fields, request, reply) => escalateCase(kept, opened, fields, request, reply))
}

async function throughRights(kept: Kept, me: SignedIn, request: ByCase, reply: FastifyReply, goOn: Seen): Promise<unknown> {
  const { customer, actor, language, zone } = me
  const it = await look(kept, actor, language, (ctx) => findCase(ctx, request.params.id))
  if (it.customerId === customer.id) return reply.redirect(new URL(caseLink(kept.house, it, kept.clock.now())).pathname, 303)
  if (it.state === 'set_aside') refuse('not_found')
  return goOn({ token: '', base: `/my/cases/${it.id}`, it, customer, actor, language, zone }, request, reply)
}

/** Whether the session and the right still stand, asked anew. */
async function maySee(kept: Kept, request: FastifyRequest, caseId: string): Promise<boolean> {
  const me = await signedIn(kept, request)
  return me !== null && (await look(kept, me.actor, me.language, (ctx) => visibleCases(ctx, [caseId]))).has(caseId)
}

async function showCase(kept: Kept, opened: Opened, given: CaseGiven, request: ByCase, reply: FastifyReply, status: number) {
  const page = await look(kept, opened.actor, opened.language, (ctx) => colleaguePage(kept, ctx, opened, given))
  return sendPage(kept, request, reply, page, { ...opened, path: opened.base, status })
}

async function sendFile(
  kept: Kept,
  opened: Opened,
  request: FastifyRequest<{ Params: { id: string; file: string } }>,
  reply: FastifyReply,
): Promise<unknown> {
  const file = await look(kept, opened.actor, opened.language, async (ctx) => {
    const theirs = (await visibleMessages(ctx, opened.it.id)).flatMap(({ attachments }) => attachments)
    return openAttachment(ctx, found(theirs.find(({ id }) => id === request.params.file)).id)
  })
  return reply.headers(downloadHeaders(file.name)).send(file.bytes)
}

/** A colleague adds to a case that runs; only whoever asked opens it again once it has ended. */
async function writeMessage(kept: Kept, opened: Opened, { text, files, tooLarge }: Fields, request: ByCase, reply: FastifyReply) {
  const { actor, language, customer, it, base } = opened
  const words = text['text'] ?? ''
  if (tooLarge || (!words.trim() && !files.length)) {
    const wrong = await look(kept, actor, language, async ({ t }) =>
      tooLarge ? { files: t('refusals.file_too_large', { megabytes: fileRules.maxMegabytes }) } : { text: t('refusals.text_missing') },
    )
    return showCase(kept, opened, { message: { values: { text: words }, errors: wrong } }, request, reply, 422)
  }
  await change(kept, actor, language, async (ctx) => {
    const { state } = await lockCase(ctx, it.id)
    if (state !== 'open' && state !== 'answered') refuse('cases.not_open', { state })
    if (await isRepeated(ctx, text['_key'], 'message')) return
    const said = words.trim() ? words : files.map(({ name }) => name).join(', ')
    const from = { name: customer.name, address: customer.email ?? '' }
    const message = { channel: 'form' as const, text: said, shownText: said, from, files }
    await receiveMessage(ctx, { caseId: it.id, customerId: customer.id, stranger: false, message })
  })
  return reply.redirect(`${base}?done=message_sent`, 303)
}

async function escalateCase(kept: Kept, opened: Opened, { text }: Fields, request: ByCase, reply: FastifyReply): Promise<unknown> {
  const { actor, language, it, base } = opened
  const words = (text['words'] ?? '').trim().slice(0, 5_000)
  const reason = reasons.find((one) => one === text['reason'])
  if (!reason && !words) {
    const page = await look(kept, actor, language, (ctx) =>
      escalatePage(kept, ctx, opened, { values: { words }, errors: { words: ctx.t('refusals.text_missing') } }),
    )
    return sendPage(kept, request, reply, page, { ...opened, path: `${base}/escalation`, status: 422 })
  }
  await change(kept, actor, language, async (ctx) => {
    if (!(await isRepeated(ctx, text['_key'], 'escalation'))) await escalate(ctx, { caseId: it.id, reason: reason ?? 'other', words })
  })
  return reply.redirect(`${base}?done=escalated`, 303)
}
