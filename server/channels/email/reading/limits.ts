/** Every bound on the reading of one mail, with its reason; sizes in bytes, lengths in UTF-16 units, times in ms. */
export const LIMITS = {
  /** The door takes 25 MB; the margin is for other doors. */
  rawBytes: 32 * 1024 * 1024,
  /** Real mail nests below 10; the corpus below 8. Deeper is a bomb. */
  depth: 100,
  /** A digest of a busy list has a few hundred parts. */
  parts: 2_000,
  /** All header bytes of all parts together, after the top block was bounded below. */
  headerBytes: 2 * 1024 * 1024,
  /** One field of the top block; 64 KB holds 1,000 recipients. The rest of the field is cut and marked. */
  fieldBytes: 64 * 1024,
  /** The whole top block after cutting. */
  topBytes: 1024 * 1024,
  /** Fields of the top block; long relays add some hundred. */
  fields: 2_000,
  /** Threads need the first and the last few; RFC 5322 asks to keep the first one. */
  references: 100,
  /** Longest Message-ID worth matching; RFC 5322 lines end at 998. */
  messageIdLength: 998,
  addresses: 500,
  subjectLength: 2_000,
  nameLength: 300,
  /** Common file systems hold 255 bytes a name; 180 units stay below that for most scripts. */
  fileNameLength: 180,
  attachments: 1_000,
  attachmentBytes: 64 * 1024 * 1024,
  /** A text above this is shown cut and attached whole. */
  textLength: 2 * 1024 * 1024,
  htmlLength: 1024 * 1024,
  /** Deeper HTML is flattened: browsers stop at 512, and parsers cost the square of the depth. */
  htmlDepth: 200,
  /** Lines of an attribution or header block, and the longest line that can be one. */
  attributionLines: 4,
  attributionLength: 400,
} as const

/** Figures of the worker pool; `idleMs` is after how long an idle worker ends. */
export const READER = { workers: 2, timeoutMs: 5_000, memoryMb: 192, idleMs: 30_000 } as const
