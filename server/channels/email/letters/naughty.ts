/** Strings that broke mail programs: header breaks, quotes, encoded words, controls, scripts, directions, half characters, lengths. For tests. */
export const naughty: readonly string[] = [
  ...['\r\n', '\n', '\r', '\0', '\u0085', '\u2028', '\u2029', '\v', '\f', '\t'].flatMap((sign) => [
    `a${sign}Bcc: all@evil.example`, `${sign}Subject: other`, `x${sign}${sign}<b>body</b>`, `name${sign}`, `${sign}${sign}`.padEnd(3, 'z'), `a${sign} folded`,
  ]),
  ...['"', "'", '\\', '<', '>', '(', ')', '[', ']', ',', ';', ':', '@', '.', '|', '`', '&', '=', '?', '_', '%', '#', '$', '~', '^', '*', '+', '{', '}', '/'].flatMap((sign) => [`a${sign}b`, `${sign}${sign}x`, `x ${sign}`]),
  '"quoted" <all@evil.example>', 'all@evil.example', '<all@evil.example>', 'a, b <c@evil.example>', 'group: a@b, c@d;', '"unfinished', 'back\\', '\\"', 'a "b" c', '(comment)', 'a (b) c',
  '=?utf-8?q?encoded?=', '=?utf-8?b?ZW5jb2RlZA==?=', '=?us-ascii?Q?a?= =?us-ascii?Q?b?=', '=?', '?=', '=?utf-8?q?=0D=0ABcc:_x@y?=', '=0D=0A', '%0d%0aBcc:x@y', '\\r\\nBcc: x@y',
  'Ärger mit dem Zug', 'Žąsis ėda žolę', 'Їжак їсть їжу', 'İstanbul ıssız', 'Árvíztűrő tükörfúrógép', '日本語の件名', '中文主题', '한국어 제목', 'عنوان بالعربية', 'כותרת בעברית', 'हिन्दी शीर्षक', 'ไทย', 'Ελληνικά',
  '👩‍👩‍👧‍👦 family', '🇺🇦🇱🇹🇭🇺', '😀'.repeat(60), 'e\u0301'.repeat(40), 'Z̸͓̈́a̷l̵g̶o̴', '\u202Egnp.exe', '\u200Bzero\u200Bwidth', '\uFEFFbom', 'soft\u00ADhyphen', 'no\u00A0break', '\uD800', 'half \uDFFF half', 'ﬁ ligature', 'ｆｕｌｌ',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "javascript:alert('x')", '&lt;b&gt;', '&amp;', '<!--', ']]>', '</title>', '{{7*7}}', '${7*7}', '<%= 7 %>', '{name}', "{count, plural, one {#}}", "it's {x}",
  'x'.repeat(400), 'word '.repeat(79).trim(), 'ž'.repeat(300), 'a'.repeat(75), 'a'.repeat(76), 'a'.repeat(77), 'ą'.repeat(75), 'null', 'undefined', 'true', '0', '-1', '1e309', 'NaN', 'Infinity', '../../etc/passwd', 'CON', "Robert'); DROP TABLE cases;--",
  ' leading', 'trailing ', '  double  space  ', '-', '--', '---', '=', 'Re: Re: Re:', 'From: somebody', 'From somebody', '.', '..', '>From me', 'A'.repeat(998), 'Content-Type: text/html', 'MIME-Version: 1.0', '--boundary--',
]
