const LATIN = /^(?:us-?ascii|ascii|ansi.*|iso[-_]?8859-?1|latin-?1|windows-1252|cp-?1252|unknown.*|x-unknown|default|none|binary|8bit)?$/

/** Bytes to text: the named charset, UTF-8 where a Latin or missing label is plainly wrong, else windows-1252. */
export function decodeText(bytes: Uint8Array, label: string | undefined): string {
  const charset = (label ?? '').trim().toLowerCase()
  if (LATIN.test(charset)) return utf8(bytes) ?? decodeAs(bytes, 'windows-1252') ?? ''
  if (charset === 'utf-7' || charset === 'unicode-1-1-utf-7') return utf7(bytes)
  const isBigEndian = charset === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff
  const named = decodeAs(bytes, isBigEndian ? 'utf-16be' : (SAME_AS[charset] ?? charset))
  // A line end made by a relay breaks one letter of UTF-16, never the whole text.
  const isWide = charset.startsWith('utf-16')
  if (named !== null && (isWide || !named.includes('\ufffd'))) return named
  // A wrong label is commoner than broken text, but only a clean reading may replace what was named.
  return utf8(bytes) ?? named ?? decodeAs(bytes, 'windows-1252') ?? ''
}

const SAME_AS: Record<string, string> = {
  cp932: 'shift_jis',
  'windows-31j': 'shift_jis',
  'x-sjis': 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  utf8: 'utf-8',
  utf_8: 'utf-8',
  'utf-8-mac': 'utf-8',
  'iso-8859-8-i': 'iso-8859-8',
  iso88598i: 'iso-8859-8',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'x-gbk': 'gbk',
  'x-mac-roman': 'macintosh',
  'x-euc-jp': 'euc-jp',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  cp1251: 'windows-1251',
  'win-1251': 'windows-1251',
  cp1257: 'windows-1257',
  'utf-16': 'utf-16le',
  'iso-8859-9': 'windows-1254',
  'x-windows-949': 'euc-kr',
}

function decodeAs(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return null
  }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** RFC 2152: +BASE64- runs of UTF-16BE between ASCII. */
function utf7(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) => {
      if (run === '') return '+'
      const units = Buffer.from(run, 'base64')
      return new TextDecoder('utf-16be').decode(units.subarray(0, units.length - (units.length % 2)))
    })
}
