/** Keeps what is typed in this tab until it is sent, so that a language switch or a reload loses nothing. */
export function keepDrafts(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-keep]')) {
    const kept = read(keyOf(area))
    if (kept && area.value === '') area.value = kept
  }
  // On the document: parts of a live page come and go.
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement && 'keep' in target.dataset) write(keyOf(target), target.value)
  })
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return
    for (const area of target.querySelectorAll<HTMLTextAreaElement>('textarea[data-keep]')) write(keyOf(area), '')
  })
}

function keyOf(area: HTMLTextAreaElement): string {
  return `draft ${location.pathname} ${area.id}`
}

// Storage may be switched off; then there are no drafts.
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text)
    else sessionStorage.removeItem(key)
  } catch {
    return
  }
}
