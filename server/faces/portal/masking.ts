/** An address as "r…@example.com": enough for its owner, nothing for anyone else. */
export function masked(address: string | null): string | null {
  if (!address) return null
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}…${address.slice(at)}`
}
