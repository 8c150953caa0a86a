const stuckAfterMs = 8000

/** Lets a form go out once per page: a second press waits; the server's idempotency key holds where this does not run. */
export function guardSubmits(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !('once' in form.dataset)) return
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
    for (const button of buttons(form)) button.setAttribute('aria-disabled', 'true')
    setTimeout(() => release(form), stuckAfterMs)
  })
  // A page that comes back from the browser's memory may be sent again.
  addEventListener('pageshow', () => document.querySelectorAll('form').forEach(release))
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sent
  for (const button of buttons(form)) button.removeAttribute('aria-disabled')
}

function buttons(form: HTMLFormElement): NodeListOf<HTMLButtonElement> {
  return form.querySelectorAll('button')
}
