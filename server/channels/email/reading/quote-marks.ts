import { LIMITS } from './limits.ts'

/** Whether a line is quoted: `>` first, or initials and `>` as some old programs write. */
export function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:[A-Z]{1,3})?>(?!:\s*$)/.test(line)
}

/** Whether a line is nothing but a ruler. */
export function isRuler(line: string): boolean {
  return /^\s*(?:[-_=*~—–]\s?){2,200}\s*$/.test(line)
}

/** Whether a line opens a signature: `-- `, a row of underscores or long dashes. */
export function isSignatureMark(line: string): boolean {
  return /^(?:--\s?|_{2,80}|[—–]{3,80})$/.test(line)
}

/** Whether a whole line is what a device or program adds below a text. */
export function isDeviceLine(line: string): boolean {
  return line.length <= 140 && DEVICE.test(line.trim())
}

/** Whether a line is the linked advertisement of a mobile program, below which only the quoted mail follows. */
export function isDeviceLink(line: string): boolean {
  return line.length <= 140 && /(?:Outlook|Yahoo|Gmail)\b.{0,30}<https?:\/\/\S+>\s*$/i.test(line) && isDeviceLine(line)
}

/** Whether a line says that the earlier or forwarded message begins here. */
export function isOriginalMark(line: string): boolean {
  if (line.length > 120) return false
  const words = line.replace(/[-_=*—–>:\s]+/g, ' ').trim().toLowerCase()
  if (!ORIGINAL.has(words)) return false
  return /^\W*[-_—–]{2,}/.test(line) || line.trimEnd().endsWith(':')
}

/** How many lines the attribution ("On ... X wrote:") starting at this line takes, 0 when it is none. */
export function attributionLines(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (first.length > LIMITS.attributionLength || !mayStart(first)) return 0
  const isDated = startsWithDate(first) || (LEAD.test(first.trimStart()) && /\d/.test(first))
  let text = ''
  for (let count = 1; count <= LIMITS.attributionLines; count++) {
    const line = lines[at + count - 1]
    if (line === undefined || line.trim() === '' || line.length > LIMITS.attributionLength) return 0
    if (count > 1 && isQuoted(line)) return 0
    if (count > 1 && !isDated && singleAttribution(line) && mayStart(line)) return 0
    text = `${text} ${line.trim()}`.trim()
    if (singleAttribution(text)) return count
  }
  return 0
}

/** Whether a header block of a quoted mail (From, Sent, To, Subject in twenty languages) starts at this line. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const label = labelOf(lines[at] ?? '')
  if (!SENDER_LABELS.has(label)) return false
  let others = 0
  for (let next = at + 1; next <= at + 7; next++) if (OTHER_LABELS.has(labelOf(lines[next] ?? ''))) others++
  return others >= 2
}

function singleAttribution(text: string): boolean {
  const ends = /[:：]\s*[-*_]*$/.test(text) || /-{2,}$/.test(text)
  if (!ends || text.length > LIMITS.attributionLength) return false
  const lower = text.toLowerCase()
  const isAddressed = /[^\s<>]@[^\s<>]/.test(text)
  const verb = VERBS.some((word) => lower.includes(word))
  if (!verb) return isAddressed && startsWithDate(text) && /[>)"]\s*:\s*$/.test(text)
  if (isAddressed) return true
  return hasTime(text) && VERBS.some((word) => lower.slice(-28).includes(word))
}

function mayStart(line: string): boolean {
  const text = line.trimStart().replace(/^[-*_\s]{1,8}/, '')
  return LEAD.test(text) || startsWithDate(text) || /[^\s<>]@[^\s<>]/.test(text) || /<\s*$/.test(text)
}

function startsWithDate(text: string): boolean {
  return /^\W{0,6}(?:[^\s\d]{1,14}\s+)?\d{1,4}[.,/\-\s]/.test(text)
}

function hasTime(text: string): boolean {
  return /\d{1,2}[:.]\d{2}|(?:19|20)\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}/.test(text)
}

function labelOf(line: string): string {
  const colon = line.slice(0, 40).search(/[:：]/)
  return colon < 0 ? '' : line.slice(0, colon).replace(/[*_\s\u00a0]+/g, ' ').trim().toLowerCase()
}

const LEAD = /^(?:on|at|am|le|il|in data|op|el|em|w dniu|dnia|den|på|a|в|у|vào|mon|tue|wed|thu|fri|sat|sun)[\s,]/i

const VERBS = [
  'wrote', 'schrieb', 'geschrieben', 'a écrit', 'ha scritto', 'escribió', 'escreveu', 'schreef', 'geschreven', 'napisał', 'skrev',
  'kirjoitti', 'пише', 'написа', 'писал', 'пишет', 'rašė', 'írta', 'yazdı', 'napsal', 'a scris', 'написали', '写道', '寫道', 'のメール',
]

const DEVICE = new RegExp(
  '^[<(\\[*_\\s]{0,4}(?:' +
    [
      'sent (?:from|via|with|by|using) \\S', 'from my [a-z]', '\\S{1,30} from (?:my )?mobile$', 'get \\[?outlook for', 'get bluemail',
      'envoyé (?:depuis|de|à partir de) ', 'télécharge[rz] outlook', 'von (?:meinem|unterwegs) ', 'gesendet (?:von|mit|aus) ',
      'diese nachricht wurde von meine?m? ', 'enviado (?:desde|do|de) ', 'inviato da', 'verzonden (?:met|vanaf|van) ', 'skickat från ',
      'sendt fra ', 'lähetetty ', 'wysłane z ', 'odesláno z', 'отправлено (?:из|с) ', 'надіслано (?:з|із) ', 'відправлено (?:з|із) ',
      'išsiųsta iš ', 'siųsta iš ', 'elküldve ', 'küldve ', '\\S{0,20}\\s?(?:iphone|ipad)[’\'`]?(?:ımdan|umdan|dan|mdan) gönderildi', 'gönder(?:en|ildi)[: ]',
      '從我的 ', '从我的', '发自我的', 'iphoneから送信', 'trimis de pe ',
    ].join('|') +
    ')',
  'i',
)

const ORIGINAL = new Set([
  'original message', 'original appointment', 'forwarded message', 'begin forwarded message', 'forwarded by', 'reply message',
  'ursprüngliche nachricht', 'originalnachricht', 'weitergeleitete nachricht', 'anfang der weitergeleiteten nachricht',
  "message d'origine", 'message d’origine', 'message original', 'message transféré', 'messaggio originale', 'messaggio inoltrato',
  'mensaje original', 'mensaje reenviado', 'mensagem original', 'oorspronkelijk bericht', 'doorgestuurd bericht',
  'oryginalna wiadomość', 'wiadomość oryginalna', 'исходное сообщение', 'пересылаемое сообщение', 'пересланное сообщение',
  'оригінальне повідомлення', 'переслане повідомлення', 'вихідне повідомлення', 'pradinis pranešimas', 'originalus laiškas',
  'persiųstas laiškas', 'eredeti üzenet', 'továbbított üzenet', 'orijinal mesaj', 'özgün ileti', 'iletilen mesaj', 'iletilmiş mesaj',
  'ursprungligt meddelande', 'opprinnelig melding', 'oprindelig meddelelse', 'původní zpráva', 'mesaj original',
])

const SENDER_LABELS = new Set([
  'from', 'von', 'de', 'da', 'van', 'od', 'от', 'от кого', 'від', 'від кого', 'nuo', 'feladó', 'kimden', 'gönderen', 'från', 'fra', 'lähettäjä',
  '发件人', '差出人', '寄件者',
])

const OTHER_LABELS = new Set([
  'sent', 'date', 'to', 'cc', 'subject', 'reply-to', 'gesendet', 'datum', 'an', 'betreff', 'envoyé', 'envoyé le', 'date', 'à', 'objet', 'inviato',
  'data', 'a', 'oggetto', 'enviado', 'enviado el', 'fecha', 'para', 'asunto', 'assunto', 'verzonden', 'aan', 'onderwerp', 'wysłano', 'do', 'dw',
  'temat', 'отправлено', 'дата', 'кому', 'тема', 'надіслано', 'відправлено', 'išsiųsta', 'data', 'kam', 'tema', 'elküldve', 'küldve',
  'dátum', 'címzett', 'tárgy', 'gönderildi', 'gönderme tarihi', 'tarih', 'kime', 'konu', 'bilgi', 'skickat', 'till', 'ämne', 'sendt', 'til',
  'emne', 'lähetetty', 'vastaanottaja', 'aihe', '发送时间', '收件人', '主题', '日期',
])
