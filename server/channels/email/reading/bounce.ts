import { fieldValue, headerFields, messageIds } from './header-block.ts'
import type { HeaderField } from './header-block.ts'
import { decodeHeader } from './header-words.ts'
import type { Bounce, Complaint } from './mail.ts'
import type { MailPart } from './mail-tree.ts'

/** What bounce and complaint reading look at. */
export type ReportInput = { fields: readonly HeaderField[]; parts: readonly MailPart[]; text: string }

/** A delivery failure in a mail: the report of RFC 3464, else the free forms of old servers; `null` when it is none. */
export function bounceOf(input: ReportInput): Bounce | null {
  const report = input.parts.find((part) => part.type.endsWith('/delivery-status') || part.type.endsWith('/global-delivery-status'))
  const told = report === undefined ? [] : statusGroups(report)
  const failed =
    told.find((group) => /fail/i.test(fieldValue(group, 'action') ?? '')) ??
    told.find((group) => fieldValue(group, 'final-recipient') !== null)
  if (failed === undefined && !isFreeForm(input)) return null
  const diagnostic = diagnosticOf(failed, input.text)
  const status = statusOf(failed, diagnostic, input.text)
  const action =
    fieldValue(failed ?? [], 'action')
      ?.toLowerCase()
      .trim() ?? null
  return {
    recipient: recipientOf(failed, input),
    status,
    action,
    hard: isHard(status, action, diagnostic ?? '', input.text.slice(0, 3_000)),
    diagnostic,
    ...originalOf(input),
  }
}

/** A complaint in the abuse reporting format (RFC 5965), or `null`. */
export function complaintOf(input: ReportInput): Complaint | null {
  const report = input.parts.find((part) => part.type === 'message/feedback-report')
  const isOutlook = input.parts.some((part) => isOriginal(part) && /^x-hmxmroriginalrecipient:/im.test(asText(part, 64 * 1024)))
  if (report === undefined && !isOutlook) return null
  const fields = report === undefined ? [] : statusGroups(report).flat()
  const recipient = fieldValue(fields, 'original-rcpt-to') ?? fieldValue(fields, 'removal-recipient')
  return {
    recipient: recipient === null ? null : bareAddress(recipient),
    feedback: (fieldValue(fields, 'feedback-type') ?? 'abuse').toLowerCase().slice(0, 40),
    ...originalOf(input),
  }
}

/** The original's ids: from its attached copy or headers, else from the answer's own threading fields. */
function originalOf(input: ReportInput): { originalMessageId: string | null; references: string[] } {
  const part = input.parts.find(isOriginal)
  const original = part === undefined ? [] : headerFields(asText(part, 512 * 1024))
  const ids = messageIds(fieldValue(original, 'message-id') ?? quotedMessageId(input.text))
  const references = [
    ...messageIds(fieldValue(original, 'references')),
    ...messageIds(fieldValue(original, 'in-reply-to')),
    ...messageIds(fieldValue(input.fields, 'references')),
    ...messageIds(fieldValue(input.fields, 'in-reply-to')),
  ]
  return { originalMessageId: ids[0] ?? null, references: [...new Set(references)] }
}

function isOriginal({ type }: MailPart): boolean {
  return /^(?:message\/(?:rfc822|global|partial|rfc822-headers|global-headers)|text\/rfc822-headers)$/.test(type)
}

function quotedMessageId(text: string): string | null {
  return /^[> \t]{0,8}message-id:[ \t]*(<[^<>\s]{1,900}>)/im.exec(text.slice(0, 200_000))?.[1] ?? null
}

function statusGroups(part: MailPart): HeaderField[][] {
  return asText(part, 256 * 1024)
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(0, 200)
    .map((group) => headerFields(group.replace(/^\s+/, '')))
}

function asText(part: MailPart, limit: number): string {
  return Buffer.from(part.content.subarray(0, limit)).toString('utf8').replaceAll('\0', ' ')
}

/** Whether a mail system itself is the sender: its usual names, or the empty path (RFC 5321 4.5.5). */
export function isMailSystem(fields: readonly HeaderField[]): boolean {
  const path = fieldValue(fields, 'return-path')
  return (path !== null && /^<\s*>$/.test(path.trim())) || DAEMON.test(fieldValue(fields, 'from') ?? '')
}

const DAEMON =
  /(?:^|[<\s"])(?:mailer-?daemon|mail-?daemon|mmdf|postmaster|mailerdaemon|mdaemon|maildelivery|mail delivery (?:sub)?system)\b/i
const SYSTEM =
  /(?:^|[<\s"])(?:mail\.?delivery|e?mail-?delivery|mail-system|root|administrator|delivery|no-?reply|bounces?|system|service)\b/i
const FAILURE =
  /undeliver|un?deliverable|deliver(?:y|ed)? (?:status|failure|fail|problem|error|report|notification|has failed|delayed)|delivery to .{1,80} (?:failed|has been)|failure (?:notice|notification)|mail (?:delivery|failure|system error|could not)|returned mail|return(?:ed)? to sender|could not (?:be |)(?:send|sent|deliver)|not (?:be |)(?:delivered|deliverable)|message (?:delivery|rejected|you sent)|error sending|warning: (?:could not send|message .{1,40} delayed)|failed to deliver|non remis|unzustellbar|nicht zugestellt|non.?delivery|rejected|bounce|no se (?:pudo|puede)|配信|送信|未达|退信|邮件|mensagem não|недостав|не доставлен|user unknown|status of .{1,20} message|email error|inability to deliver/i
const PROOF =
  /\b[245]\.\d{1,3}\.\d{1,3}\b|\b[45]\d\d[ -]|user unknown|unknown user|no such (?:user|mailbox|recipient|address|account)|mailbox (?:full|unavailable|not found|is full|disabled)|quota|undeliver|not (?:be )?deliver|could not|does not exist|host (?:unknown|not found)|connection (?:timed out|refused)|rejected|failed|unable to|existe pas|invalid/i

/** Old servers say it in words: a mail system's own address or an empty path with a telling subject, else with a proof as well. */
function isFreeForm(input: ReportInput): boolean {
  if (fieldValue(input.fields, 'x-failed-recipients') !== null) return true
  const opening = input.text.slice(0, 6_000)
  if (/^\s*\{/.test(opening)) return /"(?:notificationType|eventType)"\s*:\s*"Bounce"/.test(opening)
  const told = FAILURE.test(decodeHeader(fieldValue(input.fields, 'subject') ?? '').slice(0, 300))
  if (isMailSystem(input.fields)) return told || (PROOF.test(opening) && FAILURE.test(opening))
  return told && PROOF.test(opening) && SYSTEM.test(fieldValue(input.fields, 'from') ?? '')
}

function recipientOf(group: HeaderField[] | undefined, input: ReportInput): string | null {
  const told =
    fieldValue(group ?? [], 'final-recipient') ??
    fieldValue(group ?? [], 'original-recipient') ??
    fieldValue(input.fields, 'x-failed-recipients')
  if (told !== null) return bareAddress(told)
  const found =
    /<([^<>\s@]{1,64}@[^<>\s@]{1,190})>/.exec(input.text.slice(0, 6_000)) ??
    /(?:^|[\s:'"])([\w.+%-]{1,64}@[\w.-]{1,190}\.\w{2,20})/.exec(input.text.slice(0, 6_000))
  return found === null ? null : (found[1] ?? '').toLowerCase()
}

function bareAddress(value: string): string | null {
  const address = value.replace(/^[\w-]+\s*;/, '').split(',')[0] ?? ''
  const bare = address.replace(/[<>\s"]+/g, '').toLowerCase()
  return bare === '' ? null : bare.slice(0, 320)
}

function diagnosticOf(group: HeaderField[] | undefined, text: string): string | null {
  const told = fieldValue(group ?? [], 'diagnostic-code')
  if (told !== null && told.trim() !== '') return told.replace(/^[\w-]+\s*;\s*/, '').slice(0, 1_000)
  const line = text
    .slice(0, 20_000)
    .split('\n')
    .find((one) => /\b[45]\d\d[ -]+[\w#(<]|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(one))
  return line === undefined ? null : line.trim().slice(0, 1_000)
}

function statusOf(group: HeaderField[] | undefined, diagnostic: string | null, text: string): string | null {
  const exact = /\b([245]\.\d{1,3}\.\d{1,3})\b/
  const told = exact.exec(fieldValue(group ?? [], 'status') ?? '')?.[1]
  const said = exact.exec((diagnostic ?? '').replace(/\d+\.\d+\.\d+\.\d+/g, ''))?.[1]
  // Servers put 5.0.0 or 4.0.0 into the field and the real reason into the words.
  if (told !== undefined && (!told.endsWith('.0.0') || said === undefined)) return told
  if (said !== undefined) return said
  const reply = /\b([45])\d\d[ -]/.exec(diagnostic ?? '')?.[1]
  if (reply !== undefined) return `${reply}.0.0`
  return exact.exec(text.slice(0, 20_000).replace(/\d+\.\d+\.\d+\.\d+/g, ''))?.[1] ?? null
}

/**
 * Only an address or host that is not there is hard: a full box, a refused style of mail, a policy or a bad sender may pass later.
 * The diagnostic is believed before the status, because many servers answer 5.0.0 or 5.1.1 to everything.
 */
function isHard(status: string | null, action: string | null, diagnostic: string, text: string): boolean {
  if (action === 'delayed' || /^[24]\./.test(status ?? '')) return false
  if (PASSING.test(diagnostic) || FULL.test(`${diagnostic} ${text}`)) return false
  if (/^5\.[2367]\./.test(status ?? '') && !/^5\.(?:2\.1|3\.2|7\.27)$/.test(status ?? '')) return false
  return GONE.test(`${diagnostic} ${text}`) || /^5\.(?:1\.(?:[12346]|10)|4\.4|7\.27)$/.test(status ?? '')
}

const FULL =
  /mailbox (?:is )?full|over ?quota|quota exceeded|exceed(?:s|ed) .{0,30}(?:quota|storage|size)|insufficient (?:disk|storage)|full mailbox/i
const PASSING =
  /sender|\bspf\b|\bptr\b|reverse dns|\brdns\b|spam|black ?list|virus|polic|relay|authent|too (?:large|big|long)|(?:message|line|size) (?:length|limit)|on hold|temporar|hop count|routing loop|blocked|denied|not verified|refused due|not allowed|query\/bl|try again/i
const GONE =
  /user ?unknown|unknown (?:local )?(?:user|recipient|address|mailbox)|no (?:such|mailbox)|not? (?:a )?(?:valid|known|our) (?:user|customer|mailbox|recipient|address)|(?:user|mailbox|recipient|account|address|domain|name|host) (?:is |was )?(?:unknown|not (?:found|recogni[sz]ed|listed|exist|known|reachable|valid|in)|does ?n.?o?t exist|doesn.t|has moved|invalid)|does(?:n't| not) (?:exist|have)|host (?:unknown|not found)|unrouteable|cannot be found|not listed|invalid (?:final|recipient|mailbox|address|user)|bad (?:destination|address)|couldn't be found|could not be found|isn't a|domain is not reachable|not accept(?:ing)? (?:mail|network)|not recogni[sz]ed|rejected$|宛先|見つかり/i
