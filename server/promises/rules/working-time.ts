/** The one place where the rules of promises take working time from the people module. */
export { addWorking, elapsedWorking, endOfWorking, isWorking, nextWorking, workingIntervals } from '#people'
export type { Calendar, WorkingInterval } from '#people'
