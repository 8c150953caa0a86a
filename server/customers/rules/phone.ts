/** Digits with an optional leading plus: how numbers are compared; null where there are too few to be a number. */
export function plainPhone(phone: string | undefined): string | null {
  const digits = phone?.replace(/[^\d+]/g, '') ?? ''
  return digits.length >= 5 ? digits : null
}
