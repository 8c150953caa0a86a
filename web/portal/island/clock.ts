const minuteMs = 60_000
let offsetMs = 0
let isPaused = false

/** Sets the page's clock by the server's (epoch milliseconds), so that a wrong device clock changes nothing. */
export function setServerTime(ms: number): void {
  offsetMs = ms - Date.now()
}

/** The server's time now, epoch milliseconds. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

/** Stops or starts everything that moves by itself. */
export function pauseClock(paused: boolean): void {
  isPaused = paused
  if (!paused) refreshClock()
}

/** Keeps relative times, bars and hold notices current, once a minute. */
export function tick(): void {
  const now = document.querySelector<HTMLElement>('[data-now]')?.dataset.now
  if (now) setServerTime(Number(now))
  watchHold()
  setInterval(refreshClock, minuteMs)
  document.addEventListener('visibilitychange', refreshClock)
}

/** Writes all relative times and bars anew. */
export function refreshClock(): void {
  if (isPaused || document.hidden) return
  for (const part of document.querySelectorAll<HTMLElement>('[data-until]')) {
    part.textContent = spanText(Math.abs(Number(part.dataset.until) - serverNow()))
  }
  for (const clock of document.querySelectorAll<HTMLElement>('.clock')) drawBar(clock)
}

function drawBar(clock: HTMLElement): void {
  const { agreed, due, stopped } = clock.dataset
  const share = ((stopped ? Number(stopped) : serverNow()) - Number(agreed)) / (Number(due) - Number(agreed))
  clock.querySelector('.clock-used')?.setAttribute('width', String(Math.round(Math.min(1, Math.max(0, share)) * 1000)))
}

function spanText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs))
  if (minutes < 60) return unitText(minutes, 'minute')
  const [whole, rest, large, small] =
    minutes < 1440
      ? [Math.floor(minutes / 60), minutes % 60, 'hour', 'minute']
      : [Math.floor(minutes / 1440), Math.round((minutes % 1440) / 60), 'day', 'hour']
  return rest === 0 || whole >= 4 ? unitText(whole, large) : `${unitText(whole, large)} ${unitText(rest, small)}`
}

function unitText(count: number, unit: string): string {
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

function watchHold(): void {
  for (const hold of document.querySelectorAll<HTMLElement>('[data-hold]')) {
    const left = Number(hold.dataset.hold) - serverNow()
    setTimeout(() => (hold.textContent = hold.dataset.over ?? ''), Math.max(0, left))
  }
}
