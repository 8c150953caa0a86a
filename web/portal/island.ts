// Everything here is a comfort: the pages work whole without it.
import { guardSubmits } from './island/submits.ts'
import { keepDrafts } from './island/drafts.ts'
import { keepFresh } from './island/fresh.ts'
import { tick } from './island/clock.ts'
import { offerPrint } from './island/print.ts'

guardSubmits()
keepDrafts()
tick()
keepFresh()
offerPrint()
