/** Moves the focus to the next (1) or previous (-1) region of the page that is shown; regions carry `data-region`. */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || region.getClientRects().length > 0,
  )
  if (regions.length === 0) return
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const target = regions[(current + step + regions.length) % regions.length]
  const inside = target?.querySelector<HTMLElement>('[data-region-start],a[href],button:not(:disabled),input,textarea')
  ;(inside ?? target)?.focus()
}
