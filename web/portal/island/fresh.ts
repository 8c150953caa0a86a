import { pauseClock, refreshClock, serverNow, setServerTime } from './clock.ts'

const pollMs = 30_000
const settleMs = 250

/** Keeps a case page current: by server-sent events, by asking every half minute where they fail, and at the second a promise turns. */
export function keepFresh(): void {
  const page = document.querySelector<HTMLElement>('[data-live]')
  const href = page?.dataset.live
  if (!page || !href) return
  listen(href)
  setInterval(() => !isHeard && refresh(), pollMs)
  turnAtTheSecond()
  addEventListener('focus', refresh)
  // An open stream keeps a page out of the browser's memory, and one browser has few to give.
  addEventListener('pagehide', () => stream?.close())
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    listen(href)
    void refresh()
  })
  offerPause()
}

let stream: EventSource | undefined
let isPaused = false
let isHeard = false
let isAsking = false
let settle: ReturnType<typeof setTimeout> | undefined
let turn: ReturnType<typeof setTimeout> | undefined

function listen(href: string): void {
  stream = new EventSource(href)
  stream.onopen = () => (isHeard = true)
  stream.onerror = () => (isHeard = false)
  stream.onmessage = () => {
    clearTimeout(settle)
    settle = setTimeout(refresh, settleMs)
  }
}

async function refresh(): Promise<void> {
  if (isPaused || isAsking || document.hidden) return
  isAsking = true
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { accept: 'text/html' } })
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  } catch {
    // Offline: the page says when it was last current.
  } finally {
    isAsking = false
  }
}

function show(fresh: Document): void {
  const now = fresh.querySelector<HTMLElement>('[data-now]')?.dataset.now
  if (!now) return
  setServerTime(Number(now))
  const before = sentence()
  for (const part of fresh.querySelectorAll<HTMLElement>('[data-fresh]')) replace(part)
  order(fresh)
  if (sentence() !== before) tellTurn()
  refreshClock()
  turnAtTheSecond()
}

// Never under the reader's hands: a part that holds the focus or typed words waits for its next turn.
function replace(part: HTMLElement): void {
  const old = document.querySelector<HTMLElement>(`[data-fresh="${part.dataset.fresh}"]`)
  if (!old || old.innerHTML === part.innerHTML) return
  const isBusy =
    old.contains(document.activeElement) ||
    [...old.querySelectorAll('textarea')].some((area) => area.value !== '') ||
    old.querySelector('input[type=radio]:checked')
  if (!isBusy) old.replaceWith(document.importNode(part, true))
}

// Who has an answer reads it first and decides then: the parts stand as they do on the fresh page, unless the reader is at work among them.
function order(fresh: Document): void {
  const names = [...fresh.querySelectorAll<HTMLElement>('[data-now] > [data-fresh]')].map((part) => part.dataset.fresh)
  const parts = names.flatMap((name) => document.querySelector<HTMLElement>(`[data-fresh="${name}"]`) ?? [])
  if (parts.length === 0 || parts.some((part) => part.contains(document.activeElement))) return
  parts.reduce((above, part) => {
    if (above.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_PRECEDING) above.after(part)
    return part
  })
}

// The promise has turned: what was said of the last deed is old.
function tellTurn(): void {
  document.querySelector('.notice')?.remove()
  say(sentence())
}

function turnAtTheSecond(): void {
  clearTimeout(turn)
  const { risk, due } = document.querySelector<HTMLElement>('.clock')?.dataset ?? {}
  const next = [Number(risk), Number(due)].filter((at) => at > serverNow()).toSorted((one, other) => one - other)[0]
  // A timeout beyond 24.8 days would fire at once.
  if (next && next - serverNow() < 86_400_000) turn = setTimeout(refresh, next - serverNow() + 500)
}

function sentence(): string {
  const card = document.querySelector('[data-fresh="promise"]')
  return [card?.querySelector('.promise-sentence')?.textContent, card?.querySelector('.promise-chip')?.textContent].join(' ').trim()
}

function say(words: string): void {
  const region = document.querySelector('[data-say]')
  if (region) region.textContent = words
}

function offerPause(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-pause]')
  if (!button) return
  const labels = [button.textContent ?? '', button.dataset.resumeLabel ?? '']
  button.hidden = false
  button.addEventListener('click', () => {
    isPaused = !isPaused
    pauseClock(isPaused)
    button.textContent = labels[isPaused ? 1 : 0] ?? ''
    if (!isPaused) void refresh()
  })
}
