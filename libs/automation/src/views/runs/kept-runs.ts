import { plus, type Instant } from '@annals/kernel';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Db, Tables } from './runs-db';

/** Runs that were asked for before are hidden: of these bots, or of all but these. */
interface Hidden {
  readonly before: Instant;
  readonly of?: readonly string[];
  readonly but?: readonly string[];
}

/** For how long runs are seen (W23). */
export interface Kept {
  /** Nothing that was asked for before is seen; absent: somewhere runs are seen for ever. */
  readonly since?: Instant;
  /** What is hidden beside that. */
  readonly hidden: readonly Hidden[];
}

/** What is hidden at an instant: what the organization says, and workspaces that say otherwise. */
export async function keptAt(db: Db, organizationId: string, now: Instant): Promise<Kept> {
  const rows = await db
    .selectFrom('retention')
    .select(['target_id', 'days'])
    .where('organization_id', '=', organizationId)
    .execute();
  if (rows.length === 0) return { hidden: [] };
  const before = ({ days }: { days: number }) => plus(now, { days: -days });
  const own = rows.filter(({ target_id }) => target_id !== organizationId);
  const bots = await botsIn(
    db,
    organizationId,
    own.map(({ target_id }) => target_id),
  );
  const all = rows.find(({ target_id }) => target_id === organizationId);
  const hidden: Hidden[] = own.map((row) => ({ before: before(row), of: bots.get(row.target_id) ?? [] }));
  if (all !== undefined) hidden.push({ before: before(all), but: [...bots.values()].flat() });
  const [since] = hidden.map((each) => each.before).sort();
  // Where only some workspaces say something, everybody else's are seen for ever.
  return all === undefined || since === undefined ? { hidden } : { since, hidden };
}

async function botsIn(db: Db, organizationId: string, workspaces: readonly string[]) {
  const found = new Map<string, string[]>();
  if (workspaces.length === 0) return found;
  const rows = await db
    .selectFrom('bots')
    .select(['bot_id', 'workspace_id'])
    .where('organization_id', '=', organizationId)
    .where('workspace_id', 'in', [...workspaces])
    .execute();
  for (const { bot_id, workspace_id } of rows) found.set(workspace_id, [...(found.get(workspace_id) ?? []), bot_id]);
  return found;
}

/** The condition of it. What is seen nowhere is not walked through. */
export function isKept(row: ExpressionBuilder<Tables, 'runs'>, { since, hidden }: Kept): Expression<SqlBool> {
  const later = hidden.filter(({ before }) => before !== since);
  return row.and([
    ...(since === undefined ? [] : [row('runs.requested_at', '>=', since)]),
    ...later.map(({ before, of, but }) => row.not(row.and([row('runs.requested_at', '<', before), among(of, but)]))),
  ]);
}

const among = (of: readonly string[] | undefined, but: readonly string[] = []) =>
  of === undefined
    ? sql<SqlBool>`runs.bot_id <> ALL (${[...but]}::uuid[])`
    : sql<SqlBool>`runs.bot_id = ANY (${[...of]}::uuid[])`;
