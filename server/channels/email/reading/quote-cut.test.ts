import { describe, expect, test } from 'vitest'
import { corpusBytes, corpusMails, corpusNote, corpusText, hasCorpus, squashed, tally } from './corpus.ts'
import { plainText } from './plain-text.ts'
import { cutQuotes } from './quote-cut.ts'
import { readMail } from './read-mail.ts'
import { sanitisedHtml } from './sanitised-html.ts'

const FORMS: Record<string, string> = {
  english: 'On Mon, 3 Nov 2025 at 14:30, Ann Lee <ann@example.org> wrote:',
  turkish: 'Ann Lee <ann@example.org>, 3 Kas 2025 Pzt, 14:30 tarihinde şunu yazdı:',
  ukrainian: 'пн, 3 лист. 2025 р. о 14:30 Ann Lee <ann@example.org> пише:',
  lithuanian: '2025-11-03, pr, 14:30 Ann Lee <ann@example.org> rašė:',
  hungarian: 'Ann Lee <ann@example.org> ezt írta (időpont: 2025. nov. 3., H, 14:30):',
  german: 'Am Mo., 3. Nov. 2025 um 14:30 Uhr schrieb Ann Lee <ann@example.org>:',
  french: 'Le lun. 3 nov. 2025 à 14:30, Ann Lee <ann@example.org> a écrit :',
  broken: 'On Mon, 3 Nov 2025 at 14:30, Ann Lee with a long name\n<ann@example.org> wrote:',
}

const BLOCKS: Record<string, string> = {
  english: 'From: Ann\nSent: Monday\nTo: Bob\nSubject: Bike',
  turkish: 'Kimden: Ann\nGönderildi: Pazartesi\nKime: Bob\nKonu: Bisiklet',
  ukrainian: 'Від: Ann\nНадіслано: понеділок\nКому: Bob\nТема: Велосипед',
  lithuanian: 'Nuo: Ann\nIšsiųsta: pirmadienis\nKam: Bob\nTema: Dviratis',
  hungarian: 'Feladó: Ann\nElküldve: hétfő\nCímzett: Bob\nTárgy: Bicikli',
  german: 'Von: Ann\nGesendet: Montag\nAn: Bob\nBetreff: Rad',
  french: 'De : Ann\nEnvoyé : lundi\nÀ : Bob\nObjet : Vélo',
  bold: '*From:* Ann\n*Sent:* Monday\n*To:* Bob',
}

describe('what is cut', () => {
  test.each(Object.entries(FORMS))('the %s attribution and its quote', (_, form) => {
    expect(cutQuotes(`The brake squeals.\n\n${form}\n\n> Is it fine?\n> Ann`)).toEqual({
      shown: 'The brake squeals.',
      hasQuotedText: true,
    })
  })

  test.each(Object.entries(BLOCKS))('the %s header block', (_, block) => {
    expect(cutQuotes(`The brake squeals.\n\n________________________________\n${block}\n\nIs it fine?`).shown).toBe('The brake squeals.')
  })

  test('signatures and device lines', () => {
    expect(cutQuotes('Thanks.\n\n-- \nBob\nCourier').shown).toBe('Thanks.')
    expect(cutQuotes('Thanks.\n\nSent from my iPhone').shown).toBe('Thanks.')
    expect(cutQuotes('Danke.\n\nVon meinem iPhone gesendet').shown).toBe('Danke.')
  })
})

describe('what stays', () => {
  test('answers below and between quotes', () => {
    const below = 'On Mon, 3 Nov 2025 at 14:30, Ann <a@example.org> wrote:\n> Is it fine?\n\nYes, it is.'
    expect(cutQuotes(below).shown).toBe('Yes, it is.')
    const between = 'See below.\n\nOn Mon, 3 Nov 2025 at 14:30, Ann <a@example.org> wrote:\n> First?\n\nYes.\n\n> Second?\n\nNo.'
    expect(cutQuotes(between).shown).toContain('Yes.')
    expect(cutQuotes(between).shown).toContain('No.')
  })

  test.each([
    'I wrote one of my own:\n\nhttps://example.org',
    '> only a quote',
    'From: our shop\nwe ride daily',
    'A list:\n-- one\n-- two',
    'Sent from my old address, please use the new one that is written in the letter which I posted to you on Monday, and ring me before you come to the house to fetch the bike.',
    '```\n--\nnot a signature\n```\nend',
    '',
    '\n\n',
  ])('%j', (text) => {
    expect(cutQuotes(text)).toEqual({ shown: text.trim(), hasQuotedText: false })
  })

  test('a forwarded mail without words of its own is shown whole', () => {
    const text = '---------- Forwarded message ---------\nFrom: Ann\nDate: Monday\nSubject: Bike\nTo: Bob\n\nHello'
    expect(cutQuotes(text)).toEqual({ shown: text, hasQuotedText: false })
  })
})

describe.skipIf(!hasCorpus)(`M8: the public reply sets${corpusNote}`, () => {
  test('email_reply_trimmer, at least 90 % exact', () => {
    const exact = tally()
    for (const { file } of corpusMails().filter((row) => row.file.startsWith('email_reply_trimmer/'))) {
      const wanted = corpusText(file.replace(/\.txt$/, '.expect-trimmed.txt'))
      exact.check(file, squashed(cutQuotes(corpusText(file)).shown) === squashed(wanted))
    }
    expect(exact.total()).toBe(23)
    expect(exact.missed).toEqual([])
  })

  test('crisp first fragment, at least 85 %', () => {
    const exact = tally()
    for (const { file, upstream_expected: told } of corpusMails().filter((row) => row.file.startsWith('crisp-reply/'))) {
      if (told?.first_fragment === undefined) continue
      exact.check(file, squashed(cutQuotes(corpusText(file)).shown) === squashed(told.first_fragment))
    }
    expect(exact.total()).toBe(24)
    // A greeting and a name are the customer's words: we leave them.
    expect(exact.missed).toEqual(['crisp-reply/email_with_regards.txt'])
  })

  test('talon mails and HTML replies', async () => {
    const exact = tally()
    for (const { file, kind, upstream_expected: told } of corpusMails().filter((row) => row.file.startsWith('talon/'))) {
      if (kind === 'reply-mail') {
        const mail = await readMail(corpusBytes(file))
        exact.check(file, squashed(mail.shownText) === squashed(corpusText(file.replace(/\.eml$/, '.expect-reply.txt'))))
      }
      if (told?.reply_text_whitespace_removed === undefined) continue
      const { shown } = cutQuotes(plainText(sanitisedHtml(corpusText(file))))
      exact.check(file, shown.replace(/\s/g, '') === told.reply_text_whitespace_removed)
    }
    expect(exact.total()).toBe(8)
    // That set keeps "Sent from my iPhone"; the trimmer set cuts it, and so do we.
    expect(exact.missed).toEqual(['talon/iphone.eml'])
  })

  test('nothing is hidden without the mark', () => {
    for (const { file } of corpusMails().filter((row) => row.kind === 'reply-text')) {
      const text = corpusText(file)
      const cut = cutQuotes(text)
      if (!cut.hasQuotedText) expect(squashed(cut.shown)).toBe(squashed(text))
    }
  })
})

const NEAR_MISSES: Record<string, string> = {
  'plain words': 'The brake squeals when it rains and I ride. ',
  'quote marks': '> ',
  'quoted lines': '> line\n',
  'open attributions': 'On 2024-01-01 10:00 Ann <a@example.org>\n',
  'dated lines': '2024-01-01 10:00 a@example.org wrote\n',
  'from lines': 'From: a\n',
  rulers: '-- - -- - ',
  'ruler lines': '______\n',
  'verbs and colons': 'wrote: ',
  'device lines': 'Sent from my iPhone\n',
  fences: '```\n',
  blanks: ' \n',
  'spaces in a line': '                ',
  interleaved: 'On 2024-01-01 10:00 a@example.org wrote:\n> q\n\nx\n',
  'long dashes': '—',
}

describe('M9: time grows with the length', () => {
  test.each(Object.entries(NEAR_MISSES))('%s', (_, piece) => {
    const half = piece.repeat(Math.ceil(250_000 / piece.length))
    const [single, double] = [best(half), best(half + half)]
    // 200 ms per MB, times ten for a busy machine; the ratio only means something above the clock's noise.
    expect(double).toBeLessThan(200 * 0.5 * 10)
    if (double > 20) expect(double / single).toBeLessThan(3.5)
  })
})

/** Best of several runs in ms. */
function best(text: string): number {
  let fastest = Infinity
  for (let run = 0; run < 4; run++) {
    const from = performance.now()
    cutQuotes(text)
    fastest = Math.min(fastest, performance.now() - from)
  }
  return fastest
}
