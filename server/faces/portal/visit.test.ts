import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addContact, addOrganisation, addProject, openPortalSession } from '#customers'
import { missingTexts } from '#platform/i18n/index.ts'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, offersOn, visitor } from '#test/visitor.ts'
import { addProduct, changeProduct } from '#value'

let desk: Desk
beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
})
afterAll(() => desk.close())

const need = 'My <battery> will not charge.\n"It blinks" & beeps.'
const counted = (table: string) =>
  desk.kept.database.one<{ count: number }>({ text: `select count(*) from ${table}`, values: [] }).then(({ count }) => count)
const mailsTo = (address: string) =>
  desk.kept.database.many<{ kind: string; text: string; subject: string }>(
    sql`select kind, text, subject from outgoing_mails where to_address = ${address} order by created_at, id`,
  )

/** Says a need and stands on P3. */
async function standing(browser = visitor(desk), text = need) {
  const start = await browser.get('/')
  const said = await browser.submit(start, '/', {
    need: text,
    kind: 'complaint',
    wentWrong: 'It was cold.',
    expected: 'A full battery',
    putRight: 'A new one',
  })
  expect(said.status).toBe(303)
  return { browser, path: said.location.replace('/choose', ''), page: await browser.get(said.location) }
}

/** The first offer of a kind on a page. */
async function offerOf(html: string, form: 'written' | 'call', on = desk): Promise<string> {
  const rows = await on.kept.database.many<{ id: string }>(sql`select id from offers where id = any(${offersOn(html)}) and form = ${form}`)
  return offersOn(html).find((id) => rows.some((row) => row.id === id)) ?? ''
}

/** Chooses the first written answer and stands on P4. */
async function chosen(browser = visitor(desk)) {
  const { path, page } = await standing(browser)
  const offer = await offerOf(page.html, 'written')
  expect((await browser.submit(page, `${path}/choose`, { offer })).location).toBe(`${path}/contact`)
  return { browser, path, offer, page: await browser.get(`${path}/contact`) }
}

describe('from a need to a promise', () => {
  test('need, choice, contact, receipt: one case with the chosen promise, and one mail with its link', async () => {
    const { browser, path, page } = await chosen()
    const address = 'nora@post.example'
    const given = await browser.submit(page, `${path}/contact`, { email: address, name: 'Nora' })
    expect([given.status, given.location]).toEqual([303, `${path}/receipt`])
    const receipt = await browser.get(given.location)
    expect(receipt.html).toContain('You have our promise')
    expect(receipt.html).toContain('n…@post.example')
    expect(receipt.html).not.toMatch(/\/c\/[0-9A-Z]{26}/)
    const [mail, ...others] = await mailsTo(address)
    expect(others).toEqual([])
    expect(mail?.text).toMatch(/http:\/\/desk\.kept\.example\/c\/\S+/)
    expect(mail?.text).toContain('http://desk.kept.example/charter/versions/1')
    expect(mail?.text + String(mail?.subject)).not.toContain('battery')
    const it = await desk.kept.database.one<Record<string, unknown>>(sql`
      select c.kind, c.went_wrong, c.expects, c.would_put_right, m.text, p.is_default, p.state from cases c join customers u on u.id = c.customer_id
      join messages m on m.case_id = c.id join promises p on p.case_id = c.id and p.ended_at is null where u.email = ${address}`)
    expect(it).toMatchObject({
      kind: 'complaint',
      wentWrong: 'It was cold.',
      expects: 'A full battery',
      wouldPutRight: 'A new one',
      text: need,
      isDefault: false,
      state: 'agreed',
    })
  })

  test('a double click on any step is one visit and one case', async () => {
    const browser = visitor(desk)
    const start = await browser.get('/')
    const [one, two] = await Promise.all([
      browser.submit(start, '/', { need, kind: 'wish' }),
      browser.submit(start, '/', { need, kind: 'wish' }),
    ])
    expect(one.location).toBe(two.location)
    const path = one.location.replace('/choose', '')
    const page = await browser.get(one.location)
    await browser.submit(page, `${path}/choose`, { offer: await offerOf(page.html, 'written') })
    const before = await counted('cases')
    const contact = await browser.get(`${path}/contact`)
    const sent = await Promise.all([1, 2, 3].map(() => browser.submit(contact, `${path}/contact`, { email: 'twice@post.example' })))
    expect(sent.map(({ location }) => location)).toEqual(Array(3).fill(`${path}/receipt`))
    expect(await counted('cases')).toBe(before + 1)
    expect(await mailsTo('twice@post.example')).toHaveLength(1)
    for (const late of ['', '/choose', '/contact']) expect((await browser.get(path + late)).location).toBe(`${path}/receipt`)
  })

  test('a call asks for the number, and is promised to it', async () => {
    const { browser, path, page } = await standing()
    expect(page.html).toMatch(/We call you/)
    await browser.submit(page, `${path}/choose`, { offer: await offerOf(page.html, 'call') })
    const contact = await browser.get(`${path}/contact`)
    const without = await browser.submit(contact, `${path}/contact`, { email: 'call@post.example', phone: '' })
    expect([
      without.status,
      without.html.includes('Write the phone number we shall call.'),
      without.html.includes('call@post.example'),
    ]).toEqual([422, true, true])
    expect((await browser.submit(contact, `${path}/contact`, { email: 'call@post.example', phone: '+370 600 00000' })).status).toBe(303)
    const receipt = await browser.get(`${path}/receipt`)
    expect(receipt.html).toContain('promise.ics')
    const file = await browser.get(`${path}/promise.ics`)
    expect(file.html).toMatch(/BEGIN:VEVENT[\s\S]*SUMMARY:Call from Velo Shop/)
    expect(file.html).not.toContain('battery')
  })

  test("a stranger's number never replaces a known customer's", async () => {
    const { browser, path, page } = await standing()
    await browser.submit(page, `${path}/choose`, { offer: await offerOf(page.html, 'call') })
    await browser.submit(await browser.get(`${path}/contact`), `${path}/contact`, {
      email: 'emma.clarke@mail.example',
      phone: '+44 20 7946 0000',
      name: 'Mallory',
    })
    const row = await desk.kept.database.one<Record<string, unknown>>(sql`
      select u.phone, u.name, m.text from customers u join cases c on c.customer_id = u.id join messages m on m.case_id = c.id where u.email = 'emma.clarke@mail.example' order by c.number desc limit 1`)
    expect(row).toMatchObject({ phone: '+441632960101', name: 'Emma Clarke' })
    expect(row['text']).toContain('+44 20 7946 0000')
  })

  test('a time of their own: promised at once where it can be, else heard, with the default promise meanwhile', async () => {
    const { browser, path, page } = await standing()
    const proposal = {
      offer: 'propose',
      proposalWay: 'written',
      proposalDate: '2026-11-27',
      proposalTime: '16:00',
      proposalWords: 'before my trip',
    }
    await browser.submit(page, `${path}/choose`, proposal)
    const contact = await browser.get(`${path}/contact`)
    expect(contact.html).toContain('before my trip')
    await browser.submit(contact, `${path}/contact`, { email: 'trip@post.example' })
    expect((await browser.get(`${path}/receipt`)).html).toContain('You have our promise')

    const second = await standing()
    await second.browser.submit(second.page, `${second.path}/choose`, {
      offer: 'propose',
      proposalWay: 'written',
      proposalDate: '2026-11-25',
      proposalTime: '12:05',
      proposalWords: 'right now',
    })
    await second.browser.submit(await second.browser.get(`${second.path}/contact`), `${second.path}/contact`, {
      email: 'hurry@post.example',
    })
    const receipt = await second.browser.get(`${second.path}/receipt`)
    expect(receipt.html).toContain('We have your proposal')
    expect(receipt.html).toContain('right now')
    expect((await mailsTo('hurry@post.example')).map(({ kind }) => kind)).toEqual(['acknowledgement'])
  })

  test('words alone: read, or sent to a lead as they are; a call asks for the number', async () => {
    const { browser, path, page } = await standing()
    const unread = await browser.submit(page, `${path}/choose`, { offer: 'propose', proposalWords: 'when it suits you' })
    expect([unread.status, unread.html.includes('when it suits you'), unread.html.includes('Ask a lead')]).toEqual([422, true, true])
    const call = await browser.submit(page, `${path}/choose`, { proposalWords: 'yarın saat 10’da arayın' })
    expect(call.location).toBe(`${path}/contact`)
    const contact = await browser.get(call.location)
    expect(contact.html).toContain('We understood: a call, tomorrow, 10:00')
    expect((await browser.submit(contact, `${path}/contact`, { email: 'words@post.example' })).status).toBe(422)
    await browser.submit(unread, `${path}/choose`, { offer: 'propose', proposalWords: 'when it suits you', lead: 'yes' })
    await browser.submit(await browser.get(`${path}/contact`), `${path}/contact`, { email: 'words@post.example' })
    const { outcome } = await desk.kept.database.one<{ outcome: string }>(
      sql`select outcome from demands d join customers u on u.id = d.customer_id where u.email = 'words@post.example'`,
    )
    expect(outcome).toBe('to_lead')
  })

  test('files go with the case, names cleaned, and too large ones are told in words with the text kept', async () => {
    const browser = visitor(desk)
    const big = await browser.upload('/', { need: 'See the picture', kind: 'request' }, [
      { name: 'big.jpg', type: 'image/jpeg', content: 'x'.repeat(20_000_001) },
    ])
    expect([big.status, big.html.includes('This file is too large'), big.html.includes('See the picture')]).toEqual([422, true, true])
    const huge = await browser.upload('/', { need: 'See the film', kind: 'request' }, [
      { name: 'film.mp4', type: 'video/mp4', content: 'x'.repeat(26_000_000) },
    ])
    expect([huge.status, huge.html.includes('See the film')]).toEqual([422, true])
    const said = await browser.upload('/', { need: 'See the picture', kind: 'request' }, [
      { name: '../../etc/lamp\u202egpj.exe', type: 'image/jpeg', content: 'pixels' },
    ])
    const path = said.location.replace('/choose', '')
    const page = await browser.get(said.location)
    await browser.submit(page, `${path}/choose`, { offer: await offerOf(page.html, 'written') })
    await browser.submit(await browser.get(`${path}/contact`), `${path}/contact`, { email: 'files@post.example' })
    const file = await desk.kept.database.one<{ name: string; size: number }>(
      sql`select a.name, a.size from attachments a join messages m on m.id = a.message_id where m.from_address = 'files@post.example'`,
    )
    expect(file).toEqual({ name: 'lampgpj.exe', size: 6 })
  })
})

describe('an address that does not exist', () => {
  test("is told on the receipt and corrected there, and the link goes to the right one; a known address is nobody else's", async () => {
    const { browser, path, page } = await chosen()
    await browser.submit(page, `${path}/contact`, { email: 'nroa@post.example' })
    expect((await browser.get(`${path}/receipt`)).html).not.toContain('Our mail to you came back')
    const { caseId } = await desk.kept.database.one<{ caseId: string }>(
      sql`select case_id from outgoing_mails where to_address = 'nroa@post.example'`,
    )
    await desk.change(system, (ctx) => ctx.tell('mail.bounced', { caseId, mailId: 'mail_1', hard: true, status: '5.1.1' }))
    const receipt = await browser.get(`${path}/receipt`)
    expect(receipt.html).toContain('Our mail to you came back')
    for (const email of ['', 'nora', 'emma.clarke@mail.example'])
      expect((await browser.submit(receipt, `${path}/address`, { email })).status, email).toBe(422)
    expect((await browser.submit(receipt, `${path}/address`, { email: 'nora.right@post.example' })).location).toBe(`${path}/receipt`)
    expect((await mailsTo('nora.right@post.example')).map(({ kind }) => kind)).toEqual(['link'])
  })
})

describe('what is wrong is said in words, and nothing typed is lost', () => {
  test('no need, and everything else typed', async () => {
    const browser = visitor(desk)
    const again = await browser.submit(await browser.get('/'), '/', {
      need: ' ',
      kind: 'wish',
      wentWrong: 'The <lamp>',
      expected: '',
      putRight: '',
    })
    expect([again.status, again.html.includes('Tell us in one sentence what you need.'), again.html.includes('The &lt;lamp>')]).toEqual([
      422,
      true,
      true,
    ])
    expect(again.html).toMatch(/value="wish" checked/)
  })

  test('nothing chosen, half a proposal, a time that has passed', async () => {
    const { browser, path, page } = await standing()
    const none = await browser.submit(page, `${path}/choose`, {})
    expect([none.status, none.html.includes('Choose one of the times')]).toEqual([422, true])
    const half = await browser.submit(page, `${path}/choose`, { offer: 'propose', proposalDate: '2026-11-30', proposalWords: 'by phone' })
    expect([
      half.status,
      half.html.includes('Write the day and the time'),
      half.html.includes('by phone'),
      half.html.includes('2026-11-30'),
    ]).toEqual([422, true, true, true])
    expect(
      (await browser.submit(page, `${path}/choose`, { offer: 'propose', proposalDate: '2026-11-20', proposalTime: '10:00' })).status,
    ).toBe(422)
    expect((await browser.submit(page, `${path}/choose`, { offer: 'propose', proposalDate: 'x', proposalTime: '99:99' })).status).toBe(422)
  })

  test.each([
    ['', 'Write the e-mail address'],
    ['nora@', 'An e-mail address looks like'],
    ['a@b.c\r\nbcc: x@y.z', 'An e-mail address looks like'],
  ])('the address %j', async (email, words) => {
    const { browser, path, page } = await chosen()
    const again = await browser.submit(page, `${path}/contact`, { email, name: 'Nora' })
    expect([again.status, again.html.includes(words), again.html.includes('value="Nora"')]).toEqual([422, true, true])
  })

  test('a need can be changed before there is a case, and nothing held or chosen is lost', async () => {
    const { browser, path } = await chosen()
    const start = await browser.get(path)
    expect(start.html).toContain('&lt;battery>')
    await browser.submit(start, path, { need: 'My lamp is broken', kind: 'wish' })
    expect((await browser.get(`${path}/choose`)).html).toContain('My lamp is broken')
    expect((await browser.get(`${path}/contact`)).status).toBe(200)
  })

  test('a hold is extended with what was typed; another zone gives its own times', async () => {
    const { browser, path, page } = await standing()
    expect(page.html).toContain('These times are held for you until')
    const longer = await browser
      .submit(page, `${path}/choose`, {})
      .then(() => browser.post(`${path}/hold`, { offer: 'propose', proposalWords: 'by phone' }))
    expect([longer.status, longer.html.includes('by phone')]).toEqual([200, true])
    await browser.post(`${path}/zone`, { zone: 'Europe/Istanbul' })
    expect((await browser.get(`${path}/choose`)).html).toContain('Istanbul')
    await browser.post(`${path}/zone`, { zone: 'Mars/Olympus' })
    expect((await browser.get(`${path}/choose`)).html).toContain('Istanbul')
  })

  test('what lapsed comes back fresh, with contact and words kept', async () => {
    const other = await openDesk({ demo: true })
    const browser = visitor(other)
    const said = await browser.submit(await browser.get('/'), '/', { need, kind: 'request' })
    const path = said.location.replace('/choose', '')
    const page = await browser.get(said.location)
    await browser.submit(page, `${path}/choose`, { offer: await offerOf(page.html, 'written', other) })
    const contact = await browser.get(`${path}/contact`)
    other.clock.forward({ hours: 3 })
    const gone = await browser.submit(contact, `${path}/contact`, { email: 'slow@post.example', name: 'Slow' })
    expect([gone.status, gone.html.includes('These are free now'), offersOn(gone.html).length > 0]).toEqual([409, true, true])
    await browser.submit(gone, `${path}/choose`, { offer: await offerOf(gone.html, 'written', other) })
    expect((await browser.get(`${path}/contact`)).html).toContain('slow@post.example')
    other.clock.forward({ hours: 3 })
    const lapsed = await browser.get(`${path}/choose`)
    expect([lapsed.html.includes('The times we offered have passed'), lapsed.html.includes('Error:')]).toEqual([true, false])
    expect(offersOn((await browser.submit(lapsed, `${path}/choose`, {})).html).length).toBeGreaterThan(0)
    await other.close()
  })

  test('what was taken meanwhile comes back as a fresh list', async () => {
    const { browser, path, page } = await chosen()
    // The whole team is promised away behind the visitor's back.
    const { teamId } = await desk.kept.database.one<{ teamId: string }>(
      sql`select team_id from visits order by created_at desc, id desc limit 1`,
    )
    await desk.kept.database.run(sql`update offers set held_until = null where held_until is not null`)
    await desk.kept.database.run(sql`update capacities set answers_per_hour = 0.001 where team_id = ${teamId}`)
    const gone = await browser.submit(page, `${path}/contact`, { email: 'beaten@post.example' })
    await desk.kept.database.run(sql`update capacities set answers_per_hour = 12 where team_id = ${teamId}`)
    expect(gone.status).toBe(409)
    expect(await mailsTo('beaten@post.example')).toEqual([])
    expect((await browser.get(`${path}/choose`)).status).toBe(200)
  })
})

describe('doors and duties', () => {
  test('too many visits from one place are answered 429 with the text given back; others go on', async () => {
    const crowd = visitor(desk, { ip: '198.51.100.7' })
    const start = await crowd.get('/')
    let last = start
    for (let nth = 0; nth < 31; nth++) last = await crowd.post('/', { need: `Matter ${nth}`, kind: 'request' })
    expect([last.status, last.headers['retry-after'], last.html.includes('Matter 30')]).toEqual([429, '600', true])
    expect((await visitor(desk, { ip: '198.51.100.8' }).post('/', { need: 'Another matter' })).status).toBe(303)
  })

  test.each(['en', 'tr', 'uk', 'lt', 'hu'])('%s from the start to the receipt, no word missing', async (language) => {
    const browser = visitor(desk, { language, ip: `203.0.113.${language.charCodeAt(0)}` })
    const { path, page } = await chosen(browser)
    expect(page.html).toContain(`<html lang="${language}"`)
    const given = await browser.submit(page, `${path}/contact`, { email: `${language}@post.example` })
    expect([given.status, given.location]).toEqual([303, `${path}/receipt`])
    const pages = [
      await browser.get('/'),
      await browser.get(`${path}/receipt`),
      await browser.get('/my'),
      await browser.get('/privacy'),
      await browser.get('/accessibility'),
      await browser.get('/imprint'),
      await browser.get('/mailbox'),
      await browser.get('/nothing'),
      await browser.get('/c/wrong'),
    ]
    for (const { html } of pages) expect(html).toContain(`<html lang="${language}"`)
    expect(missingTexts()).toEqual([])
  })

  test('the language and the size of text stay chosen, and lead back to where one was', async () => {
    const browser = visitor(desk)
    const set = await browser.post('/display', { language: 'uk', back: '/privacy' })
    expect([set.status, set.location]).toEqual([303, '/privacy'])
    await browser.post('/display', { textSize: 'larger', back: '//evil.example' }).then(({ location }) => expect(location).toBe('/'))
    const page = await browser.get('/privacy')
    expect(page.html).toMatch(/<html lang="uk"[^>]*data-text="larger"/)
    expect((await browser.get('/?lang=hu')).html).toContain('<html lang="hu"')
    expect((await browser.get('/')).html).toContain('<html lang="hu"')
  })

  test('every page may load from here only, and nothing may frame or keep it', async () => {
    for (const url of ['/', '/my', '/privacy', '/nothing', '/c/wrong', '/mailbox']) {
      const { headers, html } = await visitor(desk).get(url)
      expect(headers['content-security-policy'], url).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(headers, url).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      expect(html, url).not.toMatch(/<script>|\sstyle=|\son\w+=/)
    }
  })

  test('a form from elsewhere is refused with a page, and programs get JSON', async () => {
    const foreign = await desk.app.inject({
      method: 'POST',
      url: '/',
      headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site' },
      payload: {},
    })
    expect([foreign.statusCode, foreign.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8'])
    const program = await desk.app.inject({ url: '/nothing' })
    expect(program.headers['content-type']).toContain('application/problem+json')
    expect((await desk.app.inject({ url: '/api/v1/nothing', headers: { accept: 'text/html' } })).headers['content-type']).toContain(
      'application/problem+json',
    )
  })

  test('the mailbox and the desk are shown in a demo only', async () => {
    const real = await openDesk({ demo: false })
    expect((await visitor(real).get('/mailbox')).status).toBe(404)
    expect((await visitor(real).get('/')).html).not.toContain('href="/desk/"')
    expect((await visitor(desk).get('/')).html).toContain('href="/desk/"')
    const mailbox = await visitor(desk).get('/mailbox')
    expect(mailbox.html).toMatch(/<a href="http:\/\/desk\.kept\.example\/c\//)
    await real.close()
  })

  test('security.txt names a contact and an end', async () => {
    expect((await visitor(desk).get('/.well-known/security.txt')).html).toMatch(/^Contact: mailto:help@kept\.example\nExpires: 2027-/)
  })

  test('with the database away the page says so, and the text is given back', async () => {
    const away = await openDesk({ demo: true })
    const { transaction } = away.kept.database
    Object.assign(away.kept.database, { transaction: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })) })
    const failed = await visitor(away).post('/', { need: 'Typed with care', kind: 'request' })
    Object.assign(away.kept.database, { transaction })
    expect([
      failed.status,
      failed.headers['retry-after'],
      failed.html.includes('Typed with care'),
      failed.html.includes('We are back in a moment'),
    ]).toEqual([503, '2', true, true])
    await away.close()
  })
})

test('what it is about and for which project is chosen where there is a choice, and counts only for whose project it is', async () => {
  const alone = visitor(desk, { ip: '203.0.113.77' })
  expect((await alone.get('/')).html).not.toContain('name="productId"')
  const { product, gone, projects, customerId } = await desk.change(system, async (ctx) => {
    const organisationId = await addOrganisation(ctx, { name: 'Chooses' })
    const both = [await addProject(ctx, organisationId, { name: 'Couriers' }), await addProject(ctx, organisationId, { name: 'Sharing' })]
    const rights = { sees: 'own' as const, signs: false, projectIds: both }
    return {
      product: await addProduct(ctx, { name: 'City bicycle' }),
      gone: await addProduct(ctx, { name: 'Tandem' }),
      projects: both,
      customerId: await addContact(ctx, organisationId, { email: 'chooses@post.example', ...rights }),
    }
  })
  const { token } = await desk.change(system, (ctx) => openPortalSession(ctx, customerId))
  const contact = visitor(desk, { ip: '203.0.113.78' })
  contact.cookies.set('kept_portal', token)
  const asked = async (browser: ReturnType<typeof visitor>, email: string, productId: string) => {
    const start = await browser.get('/')
    const need = { need: `Need ${productId === gone} ${email}`, kind: 'request', productId, projectId: projects[1] ?? '' }
    const begun = (await browser.submit(start, '/', need)).location.replace('/choose', '')
    expect((await browser.get(begun)).html).toMatch(new RegExp(`<option[^>]*value="${productId}"[^>]*selected`))
    const choose = await browser.get(`${begun}/choose`)
    await browser.submit(choose, `${begun}/choose`, { offer: await offerOf(choose.html, 'written') })
    if (productId === gone)
      await desk.change(system, (ctx) => changeProduct(ctx, gone, { name: 'Tandem', kind: 'product', active: false, version: 1 }))
    const last = await browser.submit(await browser.get(`${begun}/contact`), `${begun}/contact`, { email, phone: '+370 600 12345' })
    expect([last.status, last.location]).toEqual([303, `${begun}/receipt`])
    const subject = need.need
    return desk.kept.database.one({ text: 'select product_id, project_id from cases where subject = $1', values: [subject] })
  }
  expect((await contact.get('/')).html).toContain('Sharing')
  expect((await alone.get('/')).html).not.toContain('Sharing')
  expect(await asked(contact, 'chooses@post.example', product)).toEqual({ productId: product, projectId: projects[1] })
  expect(await asked(alone, 'stranger.chooses@post.example', product)).toEqual({ productId: product, projectId: null })
  expect(await asked(contact, 'chooses@post.example', gone)).toEqual({ productId: null, projectId: projects[1] })
})
