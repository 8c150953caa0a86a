export { correctAddress } from './address.ts'
export {
  addOrganisation,
  changeCustomer,
  customerByAddress,
  customerView,
  findCustomer,
  meetCustomer,
  type CustomerRow,
  type Known,
} from './customer.ts'
export {
  closePortalSession,
  isProven,
  makeCode,
  markBouncing,
  openPortalSession,
  proveAddress,
  readPortalSession,
  tryCode,
  type CodeVerdict,
} from './proof.ts'
export { codeRetention } from './retention.ts'
