import type { ReactNode } from 'react'
import type { Language } from '#contract/wire.ts'
import { usePerson } from '../../people/me.ts'
import { CharterSettings } from '../../promises/charter/CharterSettings.tsx'

/** The charter, for the person who is here. */
export function Charter(): ReactNode {
  const { shop } = usePerson()
  return <CharterSettings zone={shop.zone} company={shop.language as Language} />
}
