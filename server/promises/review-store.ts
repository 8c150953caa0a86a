import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'
import { columns, type PromiseRow } from './store.ts'

export type PartName = 'kept' | 'broken' | 'moved' | 'running'
export type PartRow = PromiseRow & { part: PartName; total: number }

/** Promises of some cases judged or moved in a span, and those that run, each part by its time with how many it has in all. A broken one is not told again as moved. */
export const promisesInSpan = (db: Db, { caseIds, from, to }: { caseIds: readonly string[]; from: Date; to: Date }, most: number) =>
  db.many<PartRow>(sql`
    with parted as (
      select p.*, case
          when verdict is not null and judged_at >= ${from} and judged_at < ${to} then verdict
          when state = 'moved' and verdict is null and not is_default and ended_at >= ${from} and ended_at < ${to} then 'moved'
          when ended_at is null then 'running' end as part
      from promises p where case_id = any(${caseIds})),
    counted as (select *, count(*) over (partition by part) as total, row_number() over (partition by part order by due_at, position) as nth from parted where part is not null)
    select ${columns}, part, total from counted where nth <= ${whole(most)} order by part, nth`)
