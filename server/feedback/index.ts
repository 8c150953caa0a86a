export { mattersMost } from './importance.ts'
export { feedbackRoutes } from './routes.ts'
export { rateCase, ratingOf } from './rating.ts'
