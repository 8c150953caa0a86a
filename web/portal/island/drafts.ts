/** Keeps what is typed in this tab until it is sent, so that a language switch or a reload loses nothing. */
export function keepDrafts(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-keep]')) {
    const key = `draft ${location.pathname} ${area.id}`
    const kept = read(key)
    if (kept && area.value === '') area.value = kept
    area.addEventListener('input', () => write(key, area.value))
    area.form?.addEventListener('submit', () => write(key, ''))
  }
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
