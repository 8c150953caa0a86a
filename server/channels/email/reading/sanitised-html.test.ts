import { describe, expect, test } from 'vitest'
import { corpusNote, corpusText, hasCorpus } from './corpus.ts'
import { plainText } from './plain-text.ts'
import { sanitisedHtml } from './sanitised-html.ts'

const TAGS =
  /^(?:a|abbr|b|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)$/
const ATTRIBUTES =
  /^(?:dir|lang|style|href|rel|target|alt|width|height|data-remote-src|data-cid|color|start|colspan|rowspan|align|valign|border|cellpadding|cellspacing)$/
const STYLE =
  /^(?:(?:color|background-color|font-weight|font-style|text-align|text-decoration):(?:[a-z-]+|\d{3}|#[0-9a-f]+|rgba?\([\d .,%]+\));?)*$/

/**
 * What is wrong in clean HTML, read by a grammar so strict that no two browsers can differ on it: every `<` opens a listed tag,
 * every attribute is listed and quoted, every link has a listed scheme, and nothing has a `src`.
 */
function faults(html: string): string[] {
  const found: string[] = []
  const rest = html.replace(
    /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*) ?(\/?)>/g,
    (_, _slash: string, tag: string, attributes: string) => {
      if (!TAGS.test(tag)) found.push(`tag ${tag}`)
      for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z-]+)(?:="([^"<>]*)")?/g)) {
        if (!ATTRIBUTES.test(name)) found.push(`attribute ${name}`)
        if (name === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/i.test(value)) found.push(`link ${value}`)
        if (name === 'style' && !STYLE.test(value)) found.push(`style ${value}`)
      }
      return ''
    },
  )
  if (/[<>]/.test(rest)) found.push(`loose bracket in ${rest.slice(0, 60)}`)
  return found
}

describe('sanitised HTML', () => {
  test('the check itself can fail', () => {
    for (const bad of [
      '<script>x</script>',
      '<img src="x">',
      '<a href="javascript:x">x</a>',
      '<b onclick="x">x</b>',
      '<p style="background:url(x)">',
      'a < b',
      '<svg></svg>',
    ]) {
      expect(faults(bad)).not.toEqual([])
    }
  })

  test('keeps what people write', () => {
    expect(sanitisedHtml('<p style="color:#333;position:fixed">Hi <b>you</b></p>')).toBe('<p style="color:#333">Hi <b>you</b></p>')
    expect(sanitisedHtml('<a href="https://example.org/?a=1&b=2" onclick="x()">go</a>')).toBe(
      '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">go</a>',
    )
  })

  test('images wait for consent', () => {
    expect(sanitisedHtml('<img src="https://x.example/p.gif" alt="p" onerror="x()">')).toBe(
      '<img alt="p" data-remote-src="https://x.example/p.gif" />',
    )
    expect(sanitisedHtml('<img src="cid:a@b">')).toBe('<img data-cid="a@b" />')
    expect(sanitisedHtml('<img src="data:image/svg+xml,x">')).toBe('<img />')
    expect(sanitisedHtml('<td background="https://x.example/p.gif">x</td>')).toBe('<td>x</td>')
  })

  test.each([
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<base href="https://x.example/">',
    '<form action="/x"><button formaction="/y">x</button></form>',
    '<meta http-equiv="refresh" content="0;url=x">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<math><mtext><style><img src=x onerror=y>',
    '<<b>script>alert(1)</script>',
    '<p style="width:expression(alert(1));color:url(x)">x</p>',
    '<table background="x"><td background="y">',
    '<img srcset="https://x.example/a 1x" src=x>',
    '<video poster="https://x.example/a"><source src="https://x.example/b"></video>',
  ])('%s', (payload) => {
    expect(faults(sanitisedHtml(payload))).toEqual([])
  })

  test.skipIf(!hasCorpus)(`S4: every published attack is harmless, and stays so when cleaned again${corpusNote}`, () => {
    const payloads = corpusText('html-body/payloads.jsonl')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { payload: string }).payload)
    expect(payloads.length).toBe(912)
    for (const payload of payloads) {
      const clean = sanitisedHtml(payload)
      expect(faults(clean)).toEqual([])
      expect(faults(sanitisedHtml(clean))).toEqual([])
    }
  })

  test.skipIf(!hasCorpus)(`naughty strings are harmless as HTML${corpusNote}`, () => {
    for (const text of JSON.parse(corpusText('strings/blns.json')) as string[]) expect(faults(sanitisedHtml(text))).toEqual([])
  })
})

describe('plain text of HTML', () => {
  test('blocks, lists, links and quotes', () => {
    const html = sanitisedHtml(
      '<p>Hi&nbsp;you,</p><ul><li>one<li>two</ul><a href="https://example.org/x">see</a><br><blockquote><p>old</p></blockquote>',
    )
    expect(plainText(html)).toBe('Hi you,\n\n- one\n- two\n\nsee <https://example.org/x>\n\n> old')
  })

  test('entities come out once, scripts not at all', () => {
    expect(plainText(sanitisedHtml('<script>x</script>&amp;lt; &lt;b&gt; a'))).toBe('&lt; <b> a')
  })

  test('time grows with the length', () => {
    for (const piece of ['<b>', '<p>x', 'a < b ', '<td>', '&amp;', '<a href="x">']) {
      const from = performance.now()
      plainText(sanitisedHtml(piece.repeat(Math.ceil(500_000 / piece.length))))
      expect(performance.now() - from).toBeLessThan(200 * 10)
    }
  })
})
