export { correctAddress } from './address.ts'
export {
  addressesOf,
  changeCustomer,
  customerActor,
  customerByAddress,
  customerNames,
  customerView,
  findCustomer,
  meetCustomer,
  type CustomerRow,
  type Known,
} from './customer.ts'
export { addContact, changeContact, contactsOf, findContact, removeContact } from './contact.ts'
export {
  addOrganisation,
  changeOrganisation,
  departmentOf,
  departments,
  findOrganisation,
  introduce,
  listOrganisations,
  namedPersonOf,
} from './organisation.ts'
export { changePreferences, waitsUntil, type Preferences } from './preference.ts'
export { addProject, changeProject, findProject, projectOf, projectsOf } from './project.ts'
export { customersRoutes } from './routes.ts'
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
