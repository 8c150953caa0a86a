/** A person's name as one line: no line ends and controls, and nothing that turns round the reading of what stands beside it. */
export const plainName = (name: string | null | undefined): string =>
  (name ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
