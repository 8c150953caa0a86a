import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { ReactNode, Ref, RefObject } from 'react'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { useSettings } from '../kit/settings.ts'
import { CaseRow } from './CaseRow.tsx'
import { changesBetween, heldRows, linesOf } from './sections.ts'
import type { Line, Row } from './sections.ts'

/** What keys do to the list: the screen binds them. */
export interface ListHands {
  move: (step: 1 | -1) => void
  moveSection: (step: 1 | -1) => void
  current: () => Row | null
}

interface ListProps {
  rows: Row[]
  hasMore: boolean
  more: () => void
  zone: string
  peekNumber: string | null
  onOpen: (row: Row) => void
  onCurrent: (row: Row) => void
  hands: Ref<ListHands>
}

/** The inbox list: sections as headings, virtualised rows, one of them current for the keys. New order waits while a hand is on it. */
export function CaseList(props: ListProps): ReactNode {
  const { rows: fresh, hasMore, more, zone } = props
  const now = useNow()
  const place = useRef<HTMLDivElement>(null)
  const held = useHeld(fresh, place)
  const lines = useMemo(() => linesOf(held.rows, now), [held.rows, now])
  const virtual = useLines(lines, place)
  const { currentId, setCurrentId } = useHands(props, lines, place, virtual)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= lines.length - 5) more()
  }, [hasMore, last, lines.length, more])
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {held.changes > 0 ? (
        <button type="button" className="button small primary absolute top-2 left-1/2 z-10 -translate-x-1/2" onClick={held.show}>
          {t('desk.list.changes', { count: held.changes })}
        </button>
      ) : null}
      <div ref={place} data-case-list className="min-h-0 flex-1 overflow-y-auto overscroll-contain" {...held.touch}>
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lines[item.index]
            return line ? (
              <div
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {line.kind === 'heading' ? (
                  <SectionHeading line={line} isOpenEnd={hasMore && isLastSection(lines, line)} />
                ) : (
                  <CaseRow
                    row={line.row}
                    zone={zone}
                    now={now}
                    isCurrent={line.row.id === currentId}
                    isPeeked={line.row.number === props.peekNumber}
                    onOpen={props.onOpen}
                    onFocus={() => setCurrentId(line.row.id)}
                  />
                )}
              </div>
            ) : null
          })}
        </div>
      </div>
    </div>
  )
}

function SectionHeading({ line, isOpenEnd }: { line: Line & { kind: 'heading' }; isOpenEnd: boolean }): ReactNode {
  const isLate = line.section === 'late'
  return (
    <h2
      className={`flex h-full items-end gap-2 border-b border-line px-4 pb-1.5 text-xs font-semibold ${isLate ? 'text-late-text' : line.section === 'emergency' ? 'text-ink' : 'text-ink-2'}`}
    >
      {line.section === 'emergency' ? <Icon name="warn" size={16} /> : null}
      {t(`desk.section.${line.section}`)}{' '}
      <span className="num font-normal text-ink-3">{t('desk.list.count', { count: line.count, more: isOpenEnd ? 'yes' : 'no' })}</span>
      {line.section === 'later' ? <LaterOrder /> : null}
    </h2>
  )
}

/** How this section is ordered, in words. */
function LaterOrder(): ReactNode {
  return (
    <span className="min-w-0 truncate font-normal text-ink-3">
      {t('desk.section.laterOrder')}
      <span className="max-narrow:sr-only">{t('desk.section.laterThen')}</span>
    </span>
  )
}

function isLastSection(lines: readonly Line[], line: Line): boolean {
  return lines.findLast((other) => other.kind === 'heading')?.section === line.section
}

function useLines(lines: readonly Line[], place: RefObject<HTMLDivElement | null>) {
  const { density } = useSettings()
  const rowPx = density === 'compact' ? 40 : 68
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: (index) => (lines[index]?.kind === 'heading' ? 40 : rowPx * remScale()),
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 8,
  })
  useEffect(() => virtual.measure(), [rowPx, virtual])
  return virtual
}

/** Rows grow with the person's own font size. */
function remScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1
}

function keyOf(line: Line | undefined): string {
  if (!line) return 'none'
  return line.kind === 'heading' ? line.section : line.row.id
}

type Virtual = ReturnType<typeof useLines>

function useHands(props: ListProps, lines: readonly Line[], place: RefObject<HTMLDivElement | null>, virtual: Virtual) {
  const [currentId, setCurrentId] = useState<string | null>(null)
  const rows = lines.filter((line) => line.kind === 'row')
  const known = rows.some((line) => line.row.id === currentId) ? currentId : (rows[0]?.row.id ?? null)
  const goTo = (line: (Line & { kind: 'row' }) | undefined) => {
    if (!line) return
    setCurrentId(line.row.id)
    props.onCurrent(line.row)
    virtual.scrollToIndex(lines.indexOf(line), { align: 'auto' })
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-case="${line.row.id}"]`)?.focus({ preventScroll: true }))
  }
  useImperativeHandle(props.hands, () => ({
    current: () => rows.find((line) => line.row.id === known)?.row ?? null,
    move: (step) => {
      const index = rows.findIndex((line) => line.row.id === known)
      const isFresh = currentId === null && !place.current?.contains(document.activeElement)
      goTo(rows[isFresh ? 0 : Math.min(rows.length - 1, Math.max(0, index + step))])
    },
    moveSection: (step) => {
      const here = rows.find((line) => line.row.id === known)
      const headings = lines.filter((line) => line.kind === 'heading').map((line) => line.section)
      const target = headings[headings.indexOf(here?.section ?? 'late') + step]
      goTo(rows.find((line) => line.section === target))
    },
  }))
  return { currentId: known, setCurrentId }
}

function hasNewEmergency(shown: readonly Row[], fresh: readonly Row[]): boolean {
  const known = new Set(shown.flatMap(({ id, emergency }) => (emergency ? [id] : [])))
  return fresh.some(({ id, emergency }) => emergency !== null && !known.has(id))
}

/** Keeps the shown order while pointer or focus is in the list; facts inside rows stay fresh. */
function useHeld(fresh: Row[], place: RefObject<HTMLDivElement | null>) {
  const [shown, setShown] = useState(fresh)
  const [isTouched, setTouched] = useState(false)
  // A longer page of the same list, or another list, is not a change under the hand.
  const isSame = changesBetween(shown, fresh) === 0
  const isExtension = shown.length < fresh.length && shown.every((row, index) => fresh[index]?.id === row.id)
  const isOther = shown.length > 0 && !fresh.some((row) => shown.some((old) => old.id === row.id))
  // Somebody in danger waits for no hand.
  const mayMove = !isTouched || hasNewEmergency(shown, fresh) || isSame || isExtension || isOther || shown.length === 0
  useEffect(() => {
    if (mayMove) setShown(fresh)
  }, [mayMove, fresh])
  const leave = () => setTouched(place.current?.matches(':hover') ?? false)
  return {
    rows: mayMove ? fresh : heldRows(shown, fresh),
    changes: mayMove ? 0 : changesBetween(shown, fresh),
    show: () => setShown(fresh),
    touch: {
      onPointerEnter: () => setTouched(true),
      onPointerLeave: () => setTouched(place.current?.contains(document.activeElement) ?? false),
      onFocus: () => setTouched(true),
      onBlur: leave,
    },
  }
}
