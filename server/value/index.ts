export { activeProduct, addProduct, changeProduct, findProduct, listProducts, setPace } from './product.ts'
export { purchasesOf, recordPurchase, spendingOf } from './purchase.ts'
export { importPurchases } from './purchase-import.ts'
export { valueRoutes } from './routes.ts'
