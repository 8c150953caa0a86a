import { hash, verify } from '@node-rs/argon2'

/** OWASP's second recommended setting for Argon2id: 19 MiB, two passes. */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, settings)

let nobodys: Promise<string> | undefined

/** Whether the password fits. Without a hash it takes the same time and says no, so that nobody learns who exists. */
export async function fits(password: string, passwordHash: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password')
  const right = await verify(passwordHash ?? (await nobodys), password).catch(() => false)
  return right && passwordHash !== null
}
