import { caseOfMessageId } from './thread-key.ts'

/** What a mail says about where it belongs. Subject and numbers in it are not asked: anybody can write them. */
export interface ThreadHints {
  inReplyTo: string | null
  references: readonly string[]
  /** The case whose reply token stands in an envelope recipient, its MAC verified. */
  tokenCaseId: string | null
  /** The cases of mails we hold in the same mailbox, by Message-ID. */
  held: ReadonlyMap<string, string>
}

/**
 * The case a mail continues, or null for a new one. Proof before hearsay: a Message-ID we signed, then our reply token, then a mail we
 * hold in that mailbox; of several the newest, which stands in In-Reply-To and at the end of References (RFC 5322 3.6.4).
 */
export function threadOf(key: Buffer, hints: ThreadHints): string | null {
  const named = namedIds(hints)
  return first(named, (id) => caseOfMessageId(key, id)) ?? hints.tokenCaseId ?? first(named, (id) => hints.held.get(id) ?? null)
}

/** The Message-IDs a mail names, newest first, each once. */
export function namedIds({ inReplyTo, references }: Pick<ThreadHints, 'inReplyTo' | 'references'>): string[] {
  return [...new Set([...(inReplyTo ? [inReplyTo] : []), ...references.toReversed()])]
}

function first(ids: readonly string[], caseOf: (id: string) => string | null): string | null {
  for (const id of ids) {
    const found = caseOf(id)
    if (found) return found
  }
  return null
}
