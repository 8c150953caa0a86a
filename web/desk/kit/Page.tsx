import type { ReactNode } from 'react'

interface PageProps {
  title: ReactNode
  lead?: ReactNode
  /** Deeds on the whole page, beside its title. */
  deeds?: ReactNode
  /** The way back, above the title. */
  back?: ReactNode
  children: ReactNode
}

/** A page of the desk that is read from its title down. */
export function Page({ title, lead, deeds, back, children }: PageProps): ReactNode {
  return (
    <div data-region="list" className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <div className="mx-auto max-w-5xl p-[var(--pad)] pb-16 narrow:px-8 narrow:pt-6">
        {back}
        <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-xl font-semibold break-words">{title}</h1>
            {lead ? <div className="mt-1 max-w-2xl text-ink-2">{lead}</div> : null}
          </div>
          {deeds ? <div className="flex flex-wrap gap-2">{deeds}</div> : null}
        </div>
        {children}
      </div>
    </div>
  )
}

/** A part of a page with its own title. */
export function Part({ title, lead, deed, children }: { title: string; lead?: string; deed?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className="mt-8 border-t border-line-strong pt-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-base font-semibold">{title}</h2>
          {lead ? <p className="mt-1 max-w-2xl text-ink-2">{lead}</p> : null}
        </div>
        {deed}
      </div>
      <div className="mt-3">{children}</div>
    </section>
  )
}

/** A word about a row that is worth a look: which kind it is, that it rests. */
export function Tag({ children }: { children: ReactNode }): ReactNode {
  return <span className="flex-none rounded-chip border border-line px-1.5 text-2xs text-ink-2">{children}</span>
}
