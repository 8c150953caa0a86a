const place = 'kept.walk'

/** Where a case stands in the list it was opened from. */
export interface Walk {
  position: number
  total: number
  previous: string | null
  next: string | null
}

/** Keeps the order of the list, so that a case can lead to its neighbours. */
export function keepWalk(numbers: readonly string[], backTo: string): void {
  try {
    sessionStorage.setItem(place, JSON.stringify({ numbers, backTo }))
  } catch {
    // Without storage a case has no neighbours; nothing else is lost.
  }
}

/** The neighbours of a case in the list last looked at; null when it is not in it. */
export function walkFrom(number: string): Walk | null {
  const { numbers } = read()
  const index = numbers.indexOf(number)
  if (index < 0) return null
  return { position: index + 1, total: numbers.length, previous: numbers[index - 1] ?? null, next: numbers[index + 1] ?? null }
}

/** The address of the list last looked at, below the desk's base. */
export function listAddress(): string | null {
  return read().backTo
}

function read(): { numbers: string[]; backTo: string | null } {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as { numbers: string[]; backTo: string } | null
    return kept ?? { numbers: [], backTo: null }
  } catch {
    return { numbers: [], backTo: null }
  }
}
