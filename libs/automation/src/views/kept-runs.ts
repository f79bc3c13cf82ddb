import { plus, type Instant } from '@annals/kernel';
import { rows, type ViewEvent, type Writer } from '@annals/views';
import { sql, type QueryExecutorProvider, type RawBuilder, type SqlBool } from 'kysely';

/** W23: for how long runs are seen, in the organization and in workspaces that say otherwise. */
export const retentionRows = rows({
  key: ['organization_id', 'target_id'],
  columns: { organization_id: 'uuid', target_id: 'uuid', days: 'int8' },
});
interface Tables {
  readonly retention: Writer<typeof retentionRows>;
}

function keepFor(t: Tables, [organization_id, target_id]: readonly [string, string], days: number | null): void {
  if (days === null) t.retention.remove([organization_id, target_id]);
  else t.retention.put({ organization_id, target_id, days });
}

/** How events fill that table: handlers for a view whose `retention` it is. */
export const retentionHandlers = {
  OrgPolicyChanged: (t: Tables, e: ViewEvent<'OrgPolicyChanged'>): void => {
    if (e.data.runsKeptDays !== undefined) keepFor(t, [e.organization, e.organization], e.data.runsKeptDays);
  },
  WorkspaceRunRetentionSet: (t: Tables, e: ViewEvent<'WorkspaceRunRetentionSet'>): void =>
    keepFor(t, [e.organization, e.data.workspaceId], e.data.days),
  WorkspaceDeleted: (t: Tables, e: ViewEvent<'WorkspaceDeleted'>): void =>
    t.retention.remove([e.organization, e.data.workspaceId]),
};

/** Runs that were asked for before are hidden: of these bots, or of all but these. */
interface Hidden {
  readonly before: Instant;
  readonly of?: readonly string[];
  readonly but?: readonly string[];
}

/** What is hidden, unless it goes on. */
export interface Kept {
  readonly hidden: readonly Hidden[];
  /** Of what is kept: what was asked for lately, or what was asked for before that and goes on. */
  readonly only?: 'recent' | 'old';
}

/** What is hidden at an instant, as a view knows it that has bots and for how long runs are seen. */
export async function keptAt(db: QueryExecutorProvider, organizationId: string, now: Instant): Promise<Kept> {
  const { rows: said } = await sql<{
    target: string;
    days: number;
  }>`SELECT target_id AS target, days::int FROM retention
    WHERE organization_id = ${organizationId}`.execute(db);
  const own = said.filter(({ target }) => target !== organizationId);
  const bots = await botsIn(
    db,
    organizationId,
    own.map(({ target }) => target),
  );
  const before = (days: number) => plus(now, { days: -days });
  const hidden: Hidden[] = own.map(({ target, days }) => ({ before: before(days), of: bots.get(target) ?? [] }));
  const all = said.find(({ target }) => target === organizationId);
  if (all !== undefined) hidden.push({ before: before(all.days), but: [...bots.values()].flat() });
  return { hidden };
}

async function botsIn(db: QueryExecutorProvider, organizationId: string, workspaces: readonly string[]) {
  const found = new Map<string, string[]>();
  if (workspaces.length === 0) return found;
  const { rows: there } = await sql<{ bot: string; workspace: string }>`SELECT bot_id AS bot, workspace_id AS workspace
    FROM bots WHERE organization_id = ${organizationId} AND workspace_id = ANY (${[...workspaces]}::uuid[])`.execute(
    db,
  );
  for (const { bot, workspace } of there) found.set(workspace, [...(found.get(workspace) ?? []), bot]);
  return found;
}

/** Before when runs of a bot are hidden; undefined where they are seen for ever. */
export const hiddenBefore = ({ hidden }: Kept, botId: string): Instant | undefined =>
  hidden.find(({ of, but }) => of?.includes(botId) ?? but?.includes(botId) === false)?.before;

/** Runs that have not ended. */
export const openStatuses: readonly string[] = ['requested', 'running', 'suspended', 'stopping'];
/** Whether a run goes on. */
export const goesOn = (status: string) => sql<SqlBool>`${sql.ref(status)} = ANY (${[...openStatuses]}::text[])`;

/**
 * Whether a run of one bot is seen: it was asked for since then, or it goes on. Work that goes on is never hidden.
 * @param at,status columns of it
 */
export const isSeen = ({ at, status }: { at: string; status: string }, before: Instant | undefined) =>
  before === undefined
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(${sql.ref(at)} >= ${before}::timestamptz OR ${goesOn(status)})`;

/** The same of the table `runs`, whatever bots they are of. */
export const isKept = (kept: Kept): RawBuilder<SqlBool> => {
  if (kept.hidden.length === 0) return sql<SqlBool>`true`;
  if (kept.only === 'recent') return isRecent(kept);
  if (kept.only === 'old') return isOldAndOpen(kept);
  return sql<SqlBool>`(${isRecent(kept)} OR ${goesOn('runs.status')})`;
};

/** What is seen nowhere is not walked through. */
function isRecent({ hidden }: Kept): RawBuilder<SqlBool> {
  const since = hidden.map(({ before }) => before).reduce((one, other) => (one < other ? one : other), NEVER);
  const everywhere = hidden.some(({ but }) => but !== undefined);
  return sql<SqlBool>`(${sql.join(
    [
      ...(everywhere ? [sql`runs.requested_at >= ${since}::timestamptz`] : []),
      ...hidden
        .filter(({ before }) => !everywhere || before !== since)
        .map(({ before, of, but }) => sql`NOT (runs.requested_at < ${before}::timestamptz AND ${among(of, but)})`),
    ],
    sql` AND `,
  )})`;
}
const NEVER = '9999-12-31T00:00:00.000Z';

function isOldAndOpen(kept: Kept): RawBuilder<SqlBool> {
  const latest = kept.hidden.map(({ before }) => before).reduce((one, other) => (one > other ? one : other), '');
  return sql<SqlBool>`(${goesOn('runs.status')} AND runs.requested_at < ${latest}::timestamptz AND NOT ${isRecent(kept)})`;
}

const among = (of: readonly string[] | undefined, but: readonly string[] = []) =>
  of === undefined
    ? sql<SqlBool>`runs.bot_id <> ALL (${[...but]}::uuid[])`
    : sql<SqlBool>`runs.bot_id = ANY (${[...of]}::uuid[])`;
