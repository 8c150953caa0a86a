import type { ReactNode } from 'react'

const paths = {
  search: 'M9 15.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM13.800 13.800 17.500 17.500',
  inbox: 'M3 11 5.500 4h9L17 11v5H3v-5Zm0 0h4l1 2h4l1-2h4',
  person: 'M10 10a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM3.500 17c.8-3.200 3.300-5 6.500-5s5.700 1.800 6.500 5',
  people:
    'M7.500 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.500c.6-3 2.700-4.500 5.500-4.500s4.900 1.500 5.500 4.500M13 4.300a3 3 0 0 1 0 5.400M15 12.500c1.700.6 2.700 2 3 4',
  hand: 'M6.500 11V5.200a1.200 1.200 0 0 1 2.400 0V9M8.900 9V3.700a1.200 1.200 0 0 1 2.400 0V9M11.300 9V4.700a1.200 1.200 0 0 1 2.400 0V10M13.700 10V7.200a1.200 1.200 0 0 1 2.400 0V12c0 3.300-2 5.500-5 5.500-2.300 0-3.500-.8-4.700-2.600L4 11.600c-.8-1.300.8-2.300 1.700-1.200L6.500 11.500',
  answered: 'M8.500 5 3.500 10l5 5M3.500 10H12a4.500 4.500 0 0 1 4.500 4.500V16',
  aside: 'M3 5h14v3H3ZM4.500 8v8h11V8M8 11.500h4',
  all: 'M4 5h12M4 10h12M4 15h12',
  late: 'M6.900 2.500h6.200l4.400 4.400v6.200l-4.400 4.400H6.900l-4.400-4.400V6.900ZM10 6v5M10 13.700v.1',
  pause: 'M7 4v12M13 4v12',
  play: 'M6 4l10 6-10 6Z',
  move: 'M2.500 10h14M11.500 5l5 5-5 5',
  release: 'M13.400 3.300a7.500 7.500 0 1 0 3.300 3.300',
  phone:
    'M5 3h2.500l1.200 3.500-1.800 1.300a9.500 9.500 0 0 0 5.300 5.300l1.300-1.800L17 12.500V15c0 1.200-.8 2-2 2A12 12 0 0 1 3 5c0-1.200.8-2 2-2Z',
  note: 'M4 3h12v9l-4.500 5H4ZM11.500 17v-5H16M7 7h6M7 10h3',
  more: 'M4.500 10h.1M10 10h.1M15.500 10h.1',
  down: 'M5 7.500l5 5 5-5',
  up: 'M5 12.500l5-5 5 5',
  left: 'M12.500 5l-5 5 5 5',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.500l4 4 8-9',
  plus: 'M10 4v12M4 10h12',
  file: 'M5 2.500h6.500L15.500 7v10.500H5ZM11.500 2.500V7h4',
  filter: 'M3 5h14M6 10h8M8.500 15h3',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M4.300 15.700l1.100-1.100M14.600 5.400l1.100-1.100',
  moon: 'M16.500 11.800A7 7 0 0 1 8.200 3.500a7 7 0 1 0 8.300 8.300Z',
  rows: 'M3 4h14v4H3ZM3 12h14v4H3Z',
  link: 'M8.500 11.500a3 3 0 0 0 4.200 0l3-3a3 3 0 0 0-4.200-4.200l-1 1M11.500 8.500a3 3 0 0 0-4.200 0l-3 3a3 3 0 0 0 4.200 4.200l1-1',
  eye: 'M2 10s3-5.500 8-5.500 8 5.500 8 5.500-3 5.500-8 5.500S2 10 2 10ZM10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z',
  panel: 'M3 4h14v12H3ZM12.500 4v12',
  side: 'M3 4h14v12H3ZM7.500 4v12',
  out: 'M8 3H4v14h4M12 6l4 4-4 4M16 10H7.500',
  keys: 'M2.500 5.500h15v9h-15ZM5.500 8.500h.1M8.500 8.500h.1M11.500 8.500h.1M14.500 8.500h.1M6.500 11.700h7',
  why: 'M7.500 7.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.500v.7M10 14.500v.1M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15Z',
  warn: 'M10 3 18 16.500H2ZM10 8v4M10 14.200v.1',
  download: 'M10 3v9M6 8.500l4 4 4-4M4 16.500h12',
  refresh: 'M16 6.500A7 7 0 1 0 17 10M16.500 3v4h-4',
  sliders: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  gap: 'M3.500 4v12M16.500 4v12M6 10h8M8.500 7.500 6 10l2.500 2.500M11.500 7.500 14 10l-2.500 2.500',
  record: 'M3 16.500h14M5 16.500v-5M10 16.500V5M15 16.500v-8',
  house: 'M4 17V3.500h8V17M12 8h4v9M2.500 17h15M7 7h2M7 10h2M7 13h2',
  edit: 'M4 16l.8-3.500L13.500 3.800l2.700 2.700L7.500 15.200 4 16ZM11.500 5.800l2.700 2.700',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
} as const

export type IconName = keyof typeof paths

/** A small drawn sign beside a word, or in a button that has a name of its own. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="flex-none"
    >
      <path d={paths[name]} strokeWidth={name === 'more' ? 2.6 : undefined} />
    </svg>
  )
}

/** The mark: a knot in a thread. */
export function Mark(): ReactNode {
  return (
    <svg
      width="26"
      height="26"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="flex-none"
    >
      <path d="M2 20h8c7 0 11-4 11-8.500S18 5 15.500 5 10 7.500 10 12c0 5 4.500 8 11 8h9" />
      <path d="M15 14.500c-2.500 4-6 7-6 9.500a3.500 3.500 0 0 0 6.500 1.500c2-3.500.5-7-1.500-11" />
    </svg>
  )
}
