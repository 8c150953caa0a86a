export { feedbackRoutes } from './routes.ts'
export { rateCase, ratingOf, ratingsOf } from './rating.ts'
