export { LIMITS } from './limits.ts'
export type {
  Bounce,
  Complaint,
  MachineMark,
  Mailbox,
  MailAttachment,
  ReadMail,
  Unreadable,
  UnreadableReason,
} from './mail.ts'
export { createMailReader } from './mail-reader.ts'
export type { MailReader, MailReading } from './mail-reader.ts'
export { readMail, sketchMail } from './read-mail.ts'
