import type { ReactNode } from 'react'

interface TableProps {
  /** What a row is about, and what its two figures are. */
  heads: readonly [string, string, string]
  rows: readonly { key: string; name: string; figures: readonly [ReactNode, ReactNode] }[]
  /** Where many rows stand below each other. */
  isDense?: boolean
  className?: string
}

/** Two figures for each of some names, in rows that are read across. */
export function CountTable({ heads, rows, isDense, className = 'w-full' }: TableProps): ReactNode {
  const pad = isDense ? 'py-1.5' : 'py-2'
  return (
    <table className={`num ${className}`}>
      <thead>
        <tr className="border-b border-line text-xs text-ink-3">
          {heads.map((head, nth) => (
            <th key={head} scope="col" className={`py-1.5 font-normal ${['text-start', 'text-end', 'w-36 text-end'][nth]}`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, figures }) => (
          <tr key={key} className="border-b border-line">
            <th scope="row" className={`${pad} text-start font-normal`}>
              {name}
            </th>
            <td className={`${pad} text-end`}>{figures[0]}</td>
            <td className={`${pad} text-end`}>{figures[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
