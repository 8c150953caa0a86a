import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Product } from '#contract/products.ts'
import { useProducts } from '../kit/choices.ts'
import { EditSheet } from '../kit/EditSheet.tsx'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { Tag } from '../kit/Page.tsx'
import { Bones, Failed, Nothing } from '../kit/states.tsx'
import { sayDone } from '../kit/toast.tsx'
import { WhoMay } from '../kit/WhoMay.tsx'
import { PaceForm } from './PaceForm.tsx'
import { ProductForm } from './ProductForm.tsx'
import { Voice } from './Voice.tsx'

type Edited = { kind: 'new' } | { kind: 'change' | 'pace'; product: Product }

/** What the company sells, and how soon matters about each are worked on, with the reason. */
export function ProductsPage({ mayChange }: { mayChange: boolean }): ReactNode {
  const client = useQueryClient()
  const query = useProducts()
  const [edited, setEdited] = useState<Edited | null>(null)
  if (query.isPending) return <Bones rows={6} />
  if (query.isError) return <Failed error={query.error} again={() => void query.refetch()} />
  const products = query.data
  const done = (said: string, name: string) => {
    void client.invalidateQueries({ queryKey: ['products'] })
    sayDone(t(said, { name }))
  }
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-xl font-semibold">{t('desk.settings.page.products')}</h1>
          <p className="mt-1 max-w-2xl text-ink-2">{t('desk.products.lead')}</p>
        </div>
        {mayChange ? (
          <button type="button" className="button" onClick={() => setEdited({ kind: 'new' })}>
            <Icon name="plus" />
            {t('desk.products.new')}
          </button>
        ) : null}
      </div>
      {mayChange ? null : <WhoMay words={(names) => t('desk.products.whoMay', { names })} />}
      <Paces />
      {products.length === 0 ? <Nothing title={t('desk.products.none')}>{t('desk.products.noneLead')}</Nothing> : null}
      {products.length > 0 ? (
        <ul className="mt-6 border-t border-line">
          {products.map((product) => (
            <Row key={product.id} product={product} mayChange={mayChange} onEdit={(kind) => setEdited({ kind, product })} />
          ))}
        </ul>
      ) : null}
      <EditSheet
        open={edited !== null}
        onClose={() => setEdited(null)}
        title={edited && edited.kind !== 'new' ? edited.product.name : t('desk.products.new')}
        {...(edited?.kind === 'pace' && { lead: t('desk.products.paceLead') })}
        form={({ onDirty, onDone }) => {
          const finish = (said: string) => (name: string) => (done(said, name), onDone())
          if (edited?.kind === 'pace') return <PaceForm product={edited.product} onDirty={onDirty} onDone={finish('desk.products.saved')} />
          const product = edited?.kind === 'change' ? edited.product : null
          return (
            <ProductForm product={product} onDirty={onDirty} onDone={finish(product ? 'desk.products.saved' : 'desk.products.added')} />
          )
        }}
      />
    </>
  )
}

const paces = ['urgent', 'ordinary', 'paperwork']

/** How the paces are meant, before anybody sets one. */
function Paces(): ReactNode {
  return (
    <section className="mt-5 rounded-control border border-line bg-sunken px-4 py-3">
      <h2 className="font-semibold">{t('desk.products.order')}</h2>
      <p className="mt-1 max-w-2xl text-ink-2">{t('desk.products.orderLead')}</p>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {paces.map((pace) => (
          <div key={pace} className="contents">
            <dt className="font-medium">{t(`desk.pace.${pace}`)}</dt>
            <dd className="text-ink-2">{t(`desk.pace.means.${pace}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Row({
  product,
  mayChange,
  onEdit,
}: {
  product: Product
  mayChange: boolean
  onEdit: (kind: 'change' | 'pace') => void
}): ReactNode {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-b border-line px-2 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <span className={`font-medium break-words ${product.active ? '' : 'text-ink-3'}`}>{product.name}</span>
          {product.kind === 'service' ? <Tag>{t('desk.products.kind.service')}</Tag> : null}
          {product.active ? null : <Tag>{t('desk.products.off')}</Tag>}
        </p>
      </div>
      <div className="min-w-0 flex-1 basis-56">
        <p>{t(`desk.pace.${product.pace}`)}</p>
        <p className="text-xs break-words text-ink-3">{product.paceBecause || t('desk.products.noReason')}</p>
        <Voice productId={product.id} />
      </div>
      {mayChange ? (
        <div className="flex gap-1">
          <button
            type="button"
            className="button small"
            onClick={() => onEdit('change')}
            aria-label={t('desk.products.changeOf', { name: product.name })}
          >
            {t('desk.change')}
          </button>
          <button
            type="button"
            className="button small"
            onClick={() => onEdit('pace')}
            aria-label={t('desk.products.paceOf', { name: product.name })}
          >
            {t('desk.products.setPace')}
          </button>
        </div>
      ) : null}
    </li>
  )
}
