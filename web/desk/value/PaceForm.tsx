import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { Product } from '#contract/products.ts'
import { call } from '../client.ts'
import { Field } from '../kit/Field.tsx'
import { focusFault } from '../kit/focusFault.ts'
import { t } from '../kit/language.ts'
import { faultOf } from '../kit/saving.ts'
import { Trouble } from '../kit/Trouble.tsx'

interface FormProps {
  product: Product
  onDirty: (isDirty: boolean) => void
  onDone: (name: string) => void
}

const paces = ['urgent', 'ordinary', 'paperwork'] as const

/** How soon matters about a product are worked on, decided by a person, with the reason everybody reads. */
export function PaceForm({ product, onDirty, onDone }: FormProps): ReactNode {
  const [pace, setPace] = useState(product.pace)
  const [because, setBecause] = useState(product.paceBecause)
  const [isChecked, setChecked] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const fault = isChecked && because.trim() === '' ? t('desk.products.needsReason') : faultOf(error, 'because')
  const tell = (nextPace: typeof pace, nextBecause: string) => onDirty(nextPace !== product.pace || nextBecause !== product.paceBecause)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (because.trim() === '') return focusFault()
    setBusy(true)
    setError(null)
    return call(`/products/${product.id}/pace`, { method: 'PUT', body: { pace, because: because.trim() } })
      .then(() => onDone(product.name), setError)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <Trouble error={fault ? null : error} />
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 font-medium">{t('desk.products.setPace')}</legend>
        {paces.map((one) => (
          <label key={one} className="flex items-start gap-2.5">
            <input
              type="radio"
              name="pace"
              checked={pace === one}
              onChange={() => (setPace(one), tell(one, because))}
              className="mt-0.5 size-4 flex-none accent-ink"
            />
            <span>
              {t(`desk.pace.${one}`)}
              <span className="block text-xs text-ink-3">{t(`desk.pace.means.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field
        label={t('desk.products.because')}
        value={because}
        onChange={(next) => (setBecause(next), tell(pace, next))}
        rows={2}
        maxLength={500}
        fault={fault}
        hint={t('desk.products.becauseHint')}
      />
      <button type="submit" className="button primary self-start" disabled={busy}>
        {t('desk.section.save')}
      </button>
    </form>
  )
}
