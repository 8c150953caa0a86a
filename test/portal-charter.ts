// The charter and its entries for the gallery.
import type { CharterItem, CharterOptionPage, CharterPage } from '#contract/portal.ts'
import { at } from './portal-pieces.ts'

const item = (words: (text: string) => string, changes: Partial<CharterItem>): CharterItem => ({
  way: 'written',
  sentence: words('We answer you in writing within 2 hours of working time.'),
  notes: [words('This runs until you choose something else.'), words('Our aim: kept 90 times of 100.')],
  record: { kept: 96, total: 100 },
  href: '/charter/options/option_1',
  ...changes,
})

const hours = (words: (text: string) => string) => [words('Mon–Fri 09:00–18:00 (time zone: Vilnius).')]

/** The present charter with every kind of entry and text. */
export function charter(words: (text: string) => string, changes: Partial<CharterPage> = {}): CharterPage {
  const call = {
    way: 'call' as const,
    sentence: words('We call you at a time you choose.'),
    record: null,
    href: '/charter/options/option_2',
  }
  return {
    page: 'charter',
    version: 3,
    publishedAt: at(-3 * 1440),
    standing: 'now',
    items: [item(words, {}), item(words, call)],
    hours: hours(words),
    texts: [
      { title: words('For whom'), said: { text: words('For everybody who turns to us.'), language: 'en' } },
      { title: words('Who else you can turn to'), said: { text: words('Valstybinė vartotojų teisių apsaugos tarnyba'), language: 'lt' } },
    ],
    asked: [
      {
        text: words('You can be called until 20:00.'),
        language: 'en',
        at: at(-1440),
        because: words('It changed because 14 of you asked.'),
      },
    ],
    steps: [
      {
        version: 3,
        publishedAt: at(-3 * 1440),
        why: { text: words('Two hours was longer than most of you wanted to wait.'), language: 'en' },
        askedBy: 14,
        changes: [words('Call: from 60 to 30 minutes')],
        href: '/charter/versions/3',
      },
      {
        version: 1,
        publishedAt: at(-90 * 1440),
        why: { text: words('Pirmoji.'), language: 'lt' },
        askedBy: null,
        changes: [],
        href: '/charter/versions/1',
      },
    ],
    currentHref: '/charter',
    feedHref: '/charter.atom?lang=en',
    jsonHref: '/charter.json',
    ...changes,
  }
}

/** One entry with six weeks of its record. */
export function charterOption(words: (text: string) => string, changes: Partial<CharterOptionPage> = {}): CharterOptionPage {
  return {
    page: 'charterOption',
    version: 3,
    stands: true,
    item: item(words, {}),
    hours: hours(words),
    by: 'week',
    spans: [19, 25, 0, 31, 28, 6].map((total, nth) => ({
      from: `2026-10-${String(5 + nth)}`,
      label: words(`${5 + nth} October`),
      total,
      kept: Math.floor(total * 0.96),
    })),
    charterHref: '/charter',
    otherHref: '/charter/options/option_1?by=month',
    ...changes,
  }
}
