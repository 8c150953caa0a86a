import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { LIMITS } from './limits.ts'
import { unreadable } from './mail.ts'

/** A leaf of the MIME tree with its decoded bytes; `inside` are the multipart kinds around it, outermost first. */
export type MailPart = {
  type: string
  params: Record<string, string>
  disposition: string
  fileName: string | null
  contentId: string | null
  encoding: string
  content: Uint8Array
  inside: string[]
}

/** A parsed mail: what the parser made of its header, and every leaf in order. */
export type MailTree = { email: Email; root: { value: string; params: Record<string, string> }; parts: MailPart[] }

/**
 * Parses bounded bytes with postal-mime and keeps every leaf, which its public result merges or drops.
 * Throws `Unreadable` past a limit. The parser's tree is not in its typings: the version is pinned and a test watches it.
 */
export async function openTree(bytes: Uint8Array): Promise<MailTree> {
  const parser = new PostalMime(OPTIONS) as unknown as Parser
  const spans = watchLines(parser)
  // Only headers and leaves are wanted: merging bodies into one text or HTML is work we would throw away.
  parser.collectNode = async () => {}
  parser.renderTextContent = () => {}
  const email = await parser.parse(bytes).catch(refused)
  const root = parser.root
  return { email, root: root.contentType.parsed, parts: leaves(root, [], spans, parser) }
}

const OPTIONS = { maxNestingDepth: LIMITS.depth, maxHeadersSize: LIMITS.headerBytes, forceRfc822Attachments: true }

type Structured = { value: string; params: Record<string, string> }
type Node = {
  childNodes: Node[]
  state: string
  content: ArrayBuffer | null
  contentId?: string
  contentType: { parsed: Structured; multipart: string | false }
  contentDisposition: { parsed: Structured }
  contentTransferEncoding: { encoding: string }
  contentDecoder: { update(line: Uint8Array): void; finalize(): Promise<ArrayBuffer> } | null
}
type Parser = {
  root: Node
  currentNode: Node
  buf: ArrayBuffer
  processLine(line: Uint8Array, last: boolean): Promise<void>
  collectNode(): Promise<void>
  renderTextContent(): void
  parse(bytes: Uint8Array): Promise<Email>
}
type Span = { from: number; to: number }

/** Counts parts while they open and remembers where each body lies in the source. */
function watchLines(parser: Parser): Map<Node, Span> {
  const spans = new Map<Node, Span>()
  const processLine = parser.processLine.bind(parser)
  const seen = new Set<Node>()
  parser.processLine = async (line, last) => {
    const before = parser.currentNode
    const inBody = before.state === 'body'
    await processLine(line, last)
    leaveBody(parser.currentNode)
    if (parser.currentNode !== before) countPart(seen, parser.currentNode)
    else if (inBody) grow(spans, before, line)
  }
  return spans
}

/** A body that is not encoded is cut from the source later: the parser would keep an object for each of its lines. */
function leaveBody(node: Node): void {
  if (node.state !== 'body' || node.contentDecoder === null || isEncoded(node)) return
  node.contentDecoder = LEFT
}

const LEFT = { update: () => {}, finalize: async () => new ArrayBuffer(0) }

function isEncoded(node: Node): boolean {
  return /base64|quoted-printable/.test(node.contentTransferEncoding.encoding)
}

function countPart(seen: Set<Node>, node: Node): void {
  seen.add(node)
  if (seen.size > LIMITS.parts) throw unreadable('too_many_parts')
}

function grow(spans: Map<Node, Span>, node: Node, line: Uint8Array): void {
  const to = line.byteOffset + line.byteLength
  const span = spans.get(node)
  if (span === undefined) spans.set(node, { from: line.byteOffset, to })
  else span.to = to
}

function refused(thrown: unknown): never {
  if (thrown instanceof Error && thrown.message.includes('nesting depth')) throw unreadable('too_deep')
  if (thrown instanceof Error && thrown.message.includes('header size')) throw unreadable('headers_too_large')
  throw thrown
}

function leaves(node: Node, inside: string[], spans: Map<Node, Span>, parser: Parser): MailPart[] {
  const kind = node.contentType.multipart
  if (kind === false) return [partOf(node, inside, spans.get(node), parser)]
  const around = [...inside, kind]
  const below = node.childNodes.flatMap((child) => leaves(child, around, spans, parser))
  // A multipart without a single boundary still holds what the sender wrote.
  if (below.length > 0 || isBlank(spans.get(node), parser)) return below
  const part = partOf(node, around, spans.get(node), parser)
  return [{ ...part, type: 'text/plain', params: {} }]
}

function partOf(node: Node, inside: string[], span: Span | undefined, parser: Parser): MailPart {
  const { value, params } = node.contentType.parsed
  const disposition = node.contentDisposition.parsed
  return {
    type: /^[\w.+-]+\/[\w.+-]+$/.test(value) ? value : value.startsWith('text') ? 'text/plain' : 'application/octet-stream',
    params,
    disposition: disposition.value,
    fileName: disposition.params['filename'] || params['name'] || null,
    contentId: node.contentId?.replace(/[\s<>\0]+/g, '').slice(0, LIMITS.messageIdLength) || null,
    encoding: node.contentTransferEncoding.encoding,
    content: exactContent(node, value, span, parser, inside.length > 0),
    inside,
  }
}

function isBlank(span: Span | undefined, parser: Parser): boolean {
  return span === undefined || new Uint8Array(parser.buf, span.from, span.to - span.from).every((byte) => byte <= 0x20)
}

/** The line end before a boundary belongs to the boundary (RFC 2046 5.1.1); bytes that are no text keep their line ends. */
function exactContent(node: Node, type: string, span: Span | undefined, parser: Parser, isBounded: boolean): Uint8Array {
  const decoded = new Uint8Array(node.content ?? new ArrayBuffer(0))
  if (span === undefined) return decoded
  const source = new Uint8Array(parser.buf, span.from, (isBounded ? span.to : parser.buf.byteLength) - span.from)
  const { encoding } = node.contentTransferEncoding
  if (encoding.includes('base64')) return decoded
  if (isEncoded(node)) return withoutAddedNewline(decoded, source)
  const isText = /^(?:text|message|multipart)\//.test(type)
  if (encoding === 'binary' || (!isText && source.some((byte) => byte >= 0x80 || byte === 0))) return source.slice()
  return withPlainLineEnds(source)
}

/** The quoted-printable reader ends every line, also one that the source leaves open. */
function withoutAddedNewline(decoded: Uint8Array, source: Uint8Array): Uint8Array {
  const wasAdded = decoded.at(-1) === 0x0a && source.at(-1) !== 0x0a && source.at(-1) !== 0x3d
  return wasAdded ? decoded.subarray(0, -1) : decoded
}

function withPlainLineEnds(source: Uint8Array): Uint8Array {
  if (!source.includes(0x0d)) return source.slice()
  const plain = new Uint8Array(source.length)
  let length = 0
  for (let at = 0; at < source.length; at++) {
    if (source[at] === 0x0a) while (length > 0 && plain[length - 1] === 0x0d) length--
    plain[length++] = source[at] ?? 0
  }
  return plain.slice(0, length)
}
