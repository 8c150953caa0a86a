import type { FastifyInstance, FastifyReply } from 'fastify'
import { acceptCase, receiveMessage, rejectCase, withdrawCase } from '#cases'
import { askedFor as askedForShape } from '#contract/expectations.ts'
import { matter as matterShape } from '#contract/matters.ts'
import type { Done } from '#contract/portal.ts'
import { pace as paceShape } from '#contract/products.ts'
import { changeCustomer } from '#customers'
import { rateCase } from '#feedback'
import { acceptOffer, askLead, declineMove, escalate, helpArrived } from '#promises'
import type { Context } from '#platform/context.ts'
import { isRepeated } from '#platform/http/form-key.ts'
import { change, type Kept } from '#platform/kept.ts'
import { correctAddressOf } from './address.ts'
import { changeAs, lookAs, throughLink, type CaseRequest, type Opened } from './case-door.ts'
import { extraProblem, takeExtra } from './case-beside.ts'
import { casePage } from './case-page.ts'
import { closePage, escalatePage, ratePage } from './case-pages.ts'
import { agreeOnCase, chooseOnCase, problemAsPage } from './case-choosing.ts'
import { sayOwnView } from './expectation-page.ts'
import { fileRules, readFields, type Fields } from './fields.ts'
import { zoneFrom } from './offer-choice.ts'
import { sendPage } from './page.ts'

const open = { schema: { hide: true }, config: { may: 'anyone' as const } }

/** A form of a case page: what it does with the fields; the answer is a redirect, or the page again with what was typed. */
type Deed = (opened: Opened, fields: Fields, request: CaseRequest, reply: FastifyReply) => Promise<unknown>

/** The deeds behind a case link: the customer acts, and by acting proves the address the link was mailed to. */
export function caseRoutesOfPortal(app: FastifyInstance, kept: Kept): void {
  const post = (path: string, deed: Deed) =>
    app.post(`/c/:token${path}`, open, async (request: CaseRequest, reply) => {
      const fields = await readFields(request)
      return throughLink(kept, request, reply, (opened) => deed(opened, fields, request, reply))
    })
  const simple = (path: string, done: Done, work: (ctx: Context, opened: Opened, fields: Fields) => Promise<unknown>) =>
    post(path, (opened, fields, request, reply) =>
      problemAsPage(kept, opened, request, reply, async () => {
        await changeAs(kept, opened, (ctx) => work(ctx, opened, fields))
        return toCase(opened, reply, done)
      }),
    )

  simple('/acceptance', 'accepted', (ctx, { it }) => acceptCase(ctx, it.id))
  simple('/expectation', 'expected', (ctx, { it, zone }, { text }) => sayOwnView(ctx, { caseId: it.id, zone }, text))
  simple('/rejection', 'rejected', (ctx, opened, { text }) =>
    rejectCase(ctx, { caseId: opened.it.id, text: text['text'], from: writer(opened) }),
  )
  simple('/help', 'helped', (ctx, { it }) => helpArrived(ctx, it.id))
  simple('/keeping', 'kept_open', async () => {})
  simple('/agreement', 'agreed', (ctx, _opened, { text }) => acceptOffer(ctx, { offerId: text['offer'] ?? '' }))
  simple('/proposal/lead', 'escalated', (ctx, { it }) => askLead(ctx, it.id))
  simple('/move/refusal', 'kept_time', (ctx, _opened, { text }) => declineMove(ctx, text['move'] ?? ''))
  post('/move/agreement', (opened, { text }, request, reply) => agreeOnCase(kept, opened, text['move'] ?? '', request, reply))
  post('/updates', (opened, fields, request, reply) => askExtra(kept, opened, { fields, form: 'update' }, request, reply))
  post('/resolutions', (opened, fields, request, reply) => askExtra(kept, opened, { fields, form: 'resolution' }, request, reply))
  post('/offers', (opened, { text }, request, reply) => chooseOnCase(kept, opened, text, request, reply, 'case'))
  post('/change', (opened, { text }, request, reply) => chooseOnCase(kept, opened, text, request, reply, 'change'))
  post('/messages', (opened, fields, request, reply) => writeMessage(kept, opened, fields, request, reply))
  post('/escalation', (opened, fields, request, reply) => escalateCase(kept, opened, fields, request, reply))
  post('/end', (opened, fields, request, reply) => endCase(kept, opened, fields, request, reply))
  post('/rating', (opened, fields, request, reply) => rate(kept, opened, fields, request, reply))
  post('/address', (opened, fields, request, reply) => correct(kept, opened, fields, request, reply))
  post('/zone', async (opened, { text }, request, reply) => {
    const zone = zoneFrom(text)
    if (zone) await changeAs(kept, opened, (ctx) => changeCustomer(ctx, opened.it.customerId, { zone }))
    const from = (request.query as { back?: unknown }).back === 'change' ? '/change' : ''
    return reply.redirect(opened.base + from, 303)
  })
}

async function correct(kept: Kept, opened: Opened, { text }: Fields, request: CaseRequest, reply: FastifyReply): Promise<unknown> {
  const address = (text['email'] ?? '').trim()
  // Not a proof of the old address: its mail came back, so nobody was reached there.
  const fault = await change(kept, opened.actor, opened.language, (ctx) =>
    correctAddressOf(ctx, { house: kept.house, caseId: opened.it.id, customerId: opened.it.customerId, address, place: request.ip }),
  )
  if (!fault) return toCase(opened, reply, 'address_corrected')
  const page = await lookAs(kept, opened, (ctx) =>
    casePage(kept, ctx, opened, { address: { values: { email: address }, errors: { email: fault } } }),
  )
  return sendPage(kept, request, reply, page, { ...opened, path: opened.base, status: 422 })
}

/** Word of how it stands, or the matter settled, at the time that stood on the page; where it is gone the page shows what is left. */
async function askExtra(
  kept: Kept,
  opened: Opened,
  { fields, form }: { fields: Fields; form: 'update' | 'resolution' },
  request: CaseRequest,
  reply: FastifyReply,
): Promise<unknown> {
  return problemAsPage(kept, opened, request, reply, async () => {
    try {
      await changeAs(kept, opened, (ctx) => takeExtra(ctx, { caseId: opened.it.id, form, by: fields.text['by'] }))
      return toCase(opened, reply, 'chosen')
    } catch (error) {
      const extras = extraProblem(error)
      if (!extras) throw error
      const page = await lookAs(kept, opened, (ctx) => casePage(kept, ctx, opened, { extras }))
      return sendPage(kept, request, reply, page, { ...opened, path: opened.base, status: 409 })
    }
  })
}

async function writeMessage(
  kept: Kept,
  opened: Opened,
  { text, files, tooLarge }: Fields,
  request: CaseRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const words = text['text'] ?? ''
  const ended = opened.it.state !== 'open' && opened.it.state !== 'answered'
  if (tooLarge || (!words.trim() && !files.length)) {
    const page = await lookAs(kept, opened, (ctx) => {
      const wrong = tooLarge
        ? { files: ctx.t('refusals.file_too_large', { megabytes: fileRules.maxMegabytes }) }
        : { text: ctx.t('refusals.text_missing') }
      return casePage(kept, ctx, opened, { message: { values: { text: words }, errors: wrong } })
    })
    return sendPage(kept, request, reply, page, { ...opened, path: opened.base, status: 422 })
  }
  await changeAs(kept, opened, async (ctx) => {
    if (await isRepeated(ctx, text['_key'], 'message')) return
    const said = words.trim() ? words : files.map(({ name }) => name).join(', ')
    await receiveMessage(ctx, {
      caseId: opened.it.id,
      customerId: opened.it.customerId,
      stranger: false,
      message: { channel: 'form', text: said, shownText: said, from: writer(opened), files },
    })
  })
  return toCase(opened, reply, ended && opened.it.state !== 'set_aside' ? 'reopened' : 'message_sent')
}

async function escalateCase(kept: Kept, opened: Opened, { text }: Fields, request: CaseRequest, reply: FastifyReply): Promise<unknown> {
  const words = (text['words'] ?? '').trim().slice(0, 5_000)
  const reason = ['slow', 'unheard', 'wrong', 'other'].find((one) => one === text['reason'])
  if (!reason && !words) {
    const page = await lookAs(kept, opened, (ctx) =>
      escalatePage(kept, ctx, opened, { values: { words }, errors: { words: ctx.t('refusals.text_missing') } }),
    )
    return sendPage(kept, request, reply, page, { ...opened, path: `${opened.base}/escalation`, status: 422 })
  }
  return problemAsPage(kept, opened, request, reply, async () => {
    await changeAs(kept, opened, async (ctx) => {
      if (!(await isRepeated(ctx, text['_key'], 'escalation')))
        await escalate(ctx, { caseId: opened.it.id, reason: reason ?? 'other', words })
    })
    return toCase(opened, reply, 'escalated')
  })
}

async function endCase(kept: Kept, opened: Opened, { text }: Fields, request: CaseRequest, reply: FastifyReply): Promise<unknown> {
  const { outcome } = text
  if (outcome === 'keepOpen') return toCase(opened, reply, 'kept_open')
  if (outcome !== 'solved' && outcome !== 'stop') {
    const page = await lookAs(kept, opened, async ({ t }) =>
      closePage(kept, opened, { errors: { outcome: t('refusals.outcome_missing') } }),
    )
    return sendPage(kept, request, reply, page, { ...opened, path: `${opened.base}/end`, status: 422 })
  }
  return problemAsPage(kept, opened, request, reply, async () => {
    await changeAs(kept, opened, (ctx) => (outcome === 'solved' ? acceptCase(ctx, opened.it.id) : withdrawCase(ctx, opened.it.id)))
    return reply.redirect(`${opened.base}/rating`, 303)
  })
}

async function rate(kept: Kept, opened: Opened, { text }: Fields, request: CaseRequest, reply: FastifyReply): Promise<unknown> {
  const { score = '', words = '', askedFor = '', matter = '', pace = '' } = text
  if (!/^[1-5]$/.test(score)) {
    const page = await lookAs(kept, opened, async ({ t }) =>
      ratePage(kept, opened, { values: { words, askedFor, matter, pace }, errors: { score: t('refusals.score_missing') } }),
    )
    return sendPage(kept, request, reply, page, { ...opened, path: `${opened.base}/rating`, status: 422 })
  }
  return problemAsPage(kept, opened, request, reply, async () => {
    await changeAs(kept, opened, (ctx) =>
      rateCase(ctx, {
        caseId: opened.it.id,
        score: Number(score),
        text: words.slice(0, 5_000) || null,
        askedFor: askedForShape.safeParse(askedFor).data,
        matter: matterShape.safeParse(matter).data,
        pace: paceShape.safeParse(pace).data,
      }),
    )
    return reply.redirect(`${opened.base}/rated`, 303)
  })
}

const toCase = (opened: Opened, reply: FastifyReply, done: Done) => reply.redirect(`${opened.base}?done=${done}`, 303)
const writer = ({ customer }: Opened) => ({ name: customer.name, address: customer.email ?? '' })
