import type { Actor } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { sql, whole } from '#platform/db/sql.ts'
import { visible, type CaseAlone } from './store.ts'

export type Touched = Pick<CaseAlone, 'id' | 'number' | 'kind' | 'state' | 'subject' | 'language' | 'openedAt'> & { endedAt: Date | null }

/** When an ended case was last changed stands for when it ended. */
export const casesTouched = (
  db: Db,
  actor: Actor,
  { organisationId, from, to, limit }: { organisationId: string; from: Date; to: Date; limit: number },
) =>
  db.many<Touched>(sql`
    select c.id, c.number, c.kind, c.state, c.subject, c.language, c.opened_at,
      case when c.state in ('accepted', 'withdrawn', 'silent') then c.updated_at end as ended_at
    from cases c
    where c.organisation_id = ${organisationId} and c.opened_at < ${to} and (c.updated_at >= ${from} or c.state in ('open', 'answered'))
      and c.state <> 'set_aside' and ${visible(actor)}
    order by c.opened_at, c.id limit ${whole(limit)}`)

export interface AskedOf {
  organisationId: string
  teamId: string
  asked: number
}

export const askedByDepartments = (db: Db, { from, to }: { from: Date; to: Date }) =>
  db.many<AskedOf>(sql`
    select c.organisation_id, c.team_id, count(*) as asked from cases c join organisations o on o.id = c.organisation_id
    where o.kind = 'department' and c.opened_at >= ${from} and c.opened_at < ${to} and c.state <> 'set_aside' group by 1, 2`)
