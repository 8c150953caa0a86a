import type { Form, Frame, OfferChoice, PortalPage, T } from '#contract/portal.ts'
import { AgreementChange, AgreementOne, Agreements, titleOf } from './pages/Agreements.tsx'
import { AskCode, MyCases, TypeCode } from './pages/MyCases.tsx'
import { Case } from './pages/Case.tsx'
import { Change } from './pages/Change.tsx'
import { Charter } from './pages/Charter.tsx'
import { CharterOption } from './pages/CharterOption.tsx'
import { Choose } from './pages/Choose.tsx'
import { Close } from './pages/Close.tsx'
import { Contact } from './pages/Contact.tsx'
import { Escalate } from './pages/Escalate.tsx'
import { Failure } from './pages/Failure.tsx'
import { Link } from './pages/Link.tsx'
import { Prefs } from './pages/Prefs.tsx'
import { Rate, Rated } from './pages/Rate.tsx'
import { Receipt } from './pages/Receipt.tsx'
import { Review } from './pages/Review.tsx'
import { Sheet } from './pages/Sheet.tsx'
import { Start } from './pages/Start.tsx'
import { hasProblem } from './parts/form.tsx'

/** The page's own content, chosen by its tag. */
export function Body({ page }: { page: PortalPage }) {
  switch (page.page) {
    case 'start':
      return <Start page={page} />
    case 'choose':
      return <Choose page={page} />
    case 'contact':
      return <Contact page={page} />
    case 'receipt':
      return <Receipt page={page} />
    case 'case':
      return <Case page={page} />
    case 'change':
      return <Change page={page} />
    case 'escalate':
      return <Escalate page={page} />
    case 'close':
      return <Close page={page} />
    case 'rate':
      return <Rate page={page} />
    case 'rated':
      return <Rated page={page} />
    case 'askCode':
      return <AskCode page={page} />
    case 'typeCode':
      return <TypeCode page={page} />
    case 'myCases':
      return <MyCases page={page} />
    case 'prefs':
      return <Prefs page={page} />
    case 'review':
      return <Review page={page} />
    case 'agreements':
      return <Agreements page={page} />
    case 'agreement':
      return <AgreementOne page={page} />
    case 'agreementChange':
      return <AgreementChange page={page} />
    case 'link':
      return <Link page={page} />
    case 'sheet':
      return <Sheet page={page} />
    case 'charter':
      return <Charter page={page} />
    case 'charterOption':
      return <CharterOption page={page} />
    case 'error':
      return <Failure page={page} />
  }
}

/** The document's title: an error first, then the page, then the shop. */
export function pageTitle(page: PortalPage, frame: Frame, t: T): string {
  const title = `${ownTitle(page, t)} – ${frame.shopName}`
  return isWrong(page) ? t('form.error_title', { title }) : title
}

function ownTitle(page: PortalPage, t: T): string {
  switch (page.page) {
    case 'case':
      return `${page.case.number} ${page.case.title}`
    case 'receipt':
      return page.proposed ? t('receipt.title_proposed') : t('receipt.title')
    case 'askCode':
      return t('code.title')
    case 'typeCode':
      return t('code.type')
    case 'myCases':
      return t('my.title')
    case 'review':
      return t('review.title', { organisation: page.organisation })
    case 'agreement':
      return titleOf(t, page)
    case 'agreementChange':
      return t('agreement.propose')
    case 'link':
      return page.sentTo ? t('link.sent') : t(`link.${page.problem}`)
    case 'sheet':
      return t(`sheet.${page.sheet}.title`)
    case 'charter':
      return page.standing === 'before' ? t('charter.cite', { version: page.version }) : t('charter.title')
    case 'charterOption':
      return page.item.sentence
    case 'error':
      return t(`error.${page.status}`)
    default:
      return t(`${page.page}.title`)
  }
}

function isWrong(page: PortalPage): boolean {
  if (page.page === 'choose' || page.page === 'change') return isWrongChoice(page.choice)
  if (page.page === 'case')
    return (
      (page.message !== null && hasProblem(page.message.form)) ||
      (page.choice !== null && isWrongChoice(page.choice)) ||
      page.extras.problem !== null
    )
  return 'form' in page && hasProblem(page.form as Form<string>)
}

const isWrongChoice = ({ problem, form }: OfferChoice): boolean => (problem !== null && problem !== 'lapsed') || hasProblem(form)
