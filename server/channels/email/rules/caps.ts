/** Automatic mails an address got: in the last hour, in ten minutes of this case, in the last day. */
export interface Load {
  hour: number
  burst: number
  day: number
}

/** Whether one more automatic mail may go out now (decision 16): 3 an hour to an unproven address, 10 per case in ten minutes and 100 a day to a proven one. */
export function mayMail({ hour, burst, day }: Load, proven: boolean): boolean {
  return proven ? burst < 10 && day < 100 : hour < 3
}

const minute = 60_000
const waits = [1, 5, 15, 60, 240]
const giveUpAfterMs = 2 * 24 * 60 * minute

/** When to try again after so many attempts, or null when two days are over. */
export function retryAt(attempts: number, createdAt: Date, now: Date): Date | null {
  const next = now.getTime() + (waits[Math.min(attempts, waits.length) - 1] ?? 1) * minute
  return next - createdAt.getTime() > giveUpAfterMs ? null : new Date(next)
}
