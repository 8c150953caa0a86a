import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { useOrganisation, useOrganisations, useProducts } from '../kit/choices.ts'
import { t } from '../kit/language.ts'
import { Picker } from '../kit/Picker.tsx'
import { Chip } from './Chip.tsx'
import type { Filters } from './queries.ts'

/** Filters with too many values for a menu. */
export const pickers = ['organisation', 'product'] as const
export type Picked = (typeof pickers)[number]

interface PickersProps {
  filters: Filters
  change: (next: Partial<Record<Picked, string | undefined>>) => void
}

/** Asks for the organisation or the product, by name. */
export function MorePickers({
  picking,
  onClose,
  filters,
  change,
}: PickersProps & { picking: Picked | null; onClose: () => void }): ReactNode {
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words)
  const organisations = useOrganisations(asked ? { q: asked } : {}, picking === 'organisation')
  const products = useProducts(picking === 'product')
  const close = () => {
    setWords('')
    onClose()
  }
  return (
    <>
      <Picker
        open={picking === 'organisation'}
        onClose={close}
        title={t('desk.filter.organisation')}
        choices={(organisations.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
        chosenId={filters.organisation ?? null}
        onChoose={({ id }) => change({ organisation: id })}
        onWords={setWords}
        empty={t(organisations.isPending ? 'desk.loading' : 'desk.picker.nothing')}
      />
      <Picker
        open={picking === 'product'}
        onClose={close}
        title={t('desk.filter.product')}
        choices={(products.data ?? []).map(({ id, name }) => ({ id, label: name }))}
        chosenId={filters.product ?? null}
        onChoose={({ id }) => change({ product: id })}
        empty={t(products.isPending ? 'desk.loading' : 'desk.picker.nothing')}
      />
    </>
  )
}

/** The organisation and the product that narrow the list, by name. */
export function MoreChips({ filters, change }: PickersProps): ReactNode {
  const organisation = useOrganisation(filters.organisation ?? null)
  const products = useProducts(filters.product !== undefined)
  const names: Record<Picked, string | undefined> = {
    organisation: organisation.data?.name ?? (organisation.isError ? t('desk.filter.unknown') : undefined),
    product: products.data?.find(({ id }) => id === filters.product)?.name ?? (products.isSuccess ? t('desk.filter.unknown') : undefined),
  }
  return pickers.map((field) =>
    filters[field] ? (
      <Chip
        key={field}
        text={t('desk.filter.chip', { field: t(`desk.filter.${field}`), value: names[field] ?? '...' })}
        off={() => change({ [field]: undefined })}
      />
    ) : null,
  )
}
