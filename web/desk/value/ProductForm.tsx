import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Product } from '#contract/products.ts'
import { call } from '../client.ts'
import { Conflict } from '../kit/Conflict.tsx'
import { Field, Select } from '../kit/Field.tsx'
import { focusFault } from '../kit/focusFault.ts'
import { t } from '../kit/language.ts'
import { faultOf, useSaving } from '../kit/saving.ts'
import { Trouble } from '../kit/Trouble.tsx'

interface FormProps {
  /** Null for a new one. */
  product: Product | null
  onDirty: (isDirty: boolean) => void
  onDone: (name: string) => void
}

const kinds = ['product', 'service'] as const
const draftOf = (it: Product | null) => ({ name: it?.name ?? '', kind: it?.kind ?? kinds[0], active: it?.active ?? true })

/** Name, kind and whether it is on the list, saved against the version that was read. */
export function ProductForm({ product, onDirty, onDone }: FormProps): ReactNode {
  const [draft, setDraft] = useState(() => draftOf(product))
  const [isChecked, setChecked] = useState(false)
  const name = draft.name.trim()
  const saving = useSaving<Product>({
    base: product,
    send: (version, key) =>
      product
        ? call(`/products/${product.id}`, { method: 'PUT', body: { ...draft, name, version } })
        : call('/products', { method: 'POST', key, body: { name, kind: draft.kind } }),
    reread: async () => (await call<{ items: Product[] }>('/products')).items.find(({ id }) => id === product?.id) ?? null,
    stale: 'value.changed_meanwhile',
    onDone: () => onDone(name),
  })
  const set = (next: typeof draft) => {
    setDraft(next)
    onDirty(JSON.stringify(next) !== JSON.stringify(draftOf(saving.known)))
  }
  const fault = isChecked && name === '' ? t('desk.products.needsName') : faultOf(saving.error, 'name', ['value.product_taken'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name !== '') saving.save()
    else focusFault()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Trouble error={fault ? null : saving.error} />
      <Field
        label={t('desk.products.name')}
        value={draft.name}
        onChange={(next) => set({ ...draft, name: next })}
        maxLength={500}
        fault={fault}
      />
      <Select
        label={t('desk.products.kind')}
        value={draft.kind}
        onChange={(kind) => set({ ...draft, kind: kind === 'service' ? 'service' : 'product' })}
        choices={kinds.map((id) => ({ id, name: t(`desk.products.kind.${id}`) }))}
      />
      {product ? (
        <label className="flex min-h-7 items-start gap-2.5">
          <input
            type="checkbox"
            className="mt-0.5 size-4 flex-none accent-ink"
            checked={draft.active}
            onChange={(event) => set({ ...draft, active: event.target.checked })}
          />
          <span>
            {t('desk.products.active')}
            <span className="block text-xs text-ink-3">{t('desk.products.activeHint')}</span>
          </span>
        </label>
      ) : null}
      {saving.theirs ? (
        <Conflict theirs={savedWords(saving.theirs)} onMine={saving.save} onTheirs={() => set(draftOf(saving.takeTheirs()))} />
      ) : (
        <button type="submit" className="button primary self-start" disabled={saving.busy}>
          {t(product ? 'desk.section.save' : 'desk.products.add')}
        </button>
      )}
    </form>
  )
}

const savedWords = ({ name, kind, active }: Product): string =>
  t('desk.products.theirs', { name, kind: t(`desk.products.kind.${kind}`), state: active ? 'on' : 'off' })
