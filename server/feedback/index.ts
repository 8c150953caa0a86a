export { mattersMost } from './importance.ts'
export { feedbackRoutes } from './routes.ts'
export { rateCase, ratingOf, ratingsOf } from './rating.ts'
