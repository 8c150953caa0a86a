export { activeProduct, addProduct, changeProduct, findProduct, listProducts, setPace } from './product.ts'
export { valueRoutes } from './routes.ts'
