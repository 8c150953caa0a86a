/** Takes whoever sent a form to the first field that is at fault, once it is marked; one of an open dialog before one of the page behind it. */
export function focusFault(): void {
  const first = (where: string) => document.querySelector<HTMLElement>(`${where} [aria-invalid=true]`)
  requestAnimationFrame(() => (first('[role=dialog]') ?? first('body'))?.focus())
}
