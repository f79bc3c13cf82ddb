import { BULK_REFUSALS_SHOWN, refused, routes, type AskedOf, type BulkAction as Answer } from '@annals/contracts';
import { onlyNow, query, type QueryContext, serve, workspacesWith } from '@annals/platform';
import type { BulkCounts } from '@annals/vault';
import { descending, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { requestersOf, sightOf } from './requesters';
import { runs } from './runs.view';

type Db = ViewDb<typeof runs>;
type Row = TablesOf<typeof runs>['bulk_actions'];
type Action = z.output<typeof Answer>;

const newestFirst = descending(key('bulk_actions.sequence', z.int()));

/** All, for who may do such things everywhere; otherwise what one began oneself. */
function seen(db: Db, organizationId: string, context: QueryContext) {
  const everywhere = workspacesWith(context, 'runs:bulk') === 'all';
  return db
    .selectFrom('bulk_actions')
    .selectAll('bulk_actions')
    .where('organization_id', '=', organizationId)
    .$if(!everywhere, (own) => own.where('started_by', '=', context.principal?.actor ?? ''));
}

/** With who began each. */
async function named(
  db: Db,
  organizationId: string,
  { rows, context }: { rows: readonly Row[]; context: QueryContext },
) {
  const actors = rows.map((row) => row.started_by);
  const actor = await requestersOf(db, { organizationId, sight: sightOf(context), actors });
  return rows.map((row) => ({ ...row, by: actor(row.started_by) }));
}

/** How far one that goes on has come is kept beside the log. */
function actionOf(row: Row & { readonly by: Action['startedBy'] }, counts: BulkCounts | undefined): Action {
  const { done = 0, refused: no = 0, left = 0 } = row.ended_at === null ? (counts ?? {}) : row;
  return {
    bulkId: row.bulk_id,
    act: row.act,
    runs: row.runs,
    startedAt: row.started_at,
    startedBy: row.by,
    stopped: row.stopped,
    endedAt: row.ended_at,
    done: done ?? 0,
    refused: no ?? 0,
    left: left ?? 0,
  };
}

/** What was done to many runs, newest first. */
export const ListBulkActions = query(
  'ListBulkActions',
  runs,
  async (db: Db, asked: AskedOf<typeof routes.automation.listBulkActions>, context) => {
    const { rows, next } = await pageOf(seen(db, asked.organizationId, context), newestFirst, asked);
    return { next, rows: await named(db, asked.organizationId, { rows, context }) };
  },
  async ({ rows, next }, { organizationId }, vault) => {
    const goingOn = rows.filter(({ ended_at }) => ended_at === null).map(({ bulk_id }) => bulk_id);
    const counts = await onlyNow(vault).bulkActions.counts(organizationId, goingOn);
    return { items: rows.map((row) => actionOf(row, counts.get(row.bulk_id))), next };
  },
);
export const ListBulkActionsController = serve(routes.automation.listBulkActions, ListBulkActions);

/** One of them. @throws Refused BULK_ACTION_NOT_FOUND */
export const GetBulkAction = query(
  'GetBulkAction',
  runs,
  async (db: Db, { organizationId, bulkId }: AskedOf<typeof routes.automation.getBulkAction>, context) => {
    const row = await seen(db, organizationId, context).where('bulk_id', '=', bulkId).executeTakeFirst();
    const [one] = row ? await named(db, organizationId, { rows: [row], context }) : [];
    if (!one) throw refused('BULK_ACTION_NOT_FOUND');
    return one;
  },
  async (row, { organizationId, bulkId }, vault) => ({
    ...actionOf(row, (await onlyNow(vault).bulkActions.counts(organizationId, [bulkId])).get(bulkId)),
    refusals: [...(await onlyNow(vault).bulkActions.refused({ organizationId, bulkId }, BULK_REFUSALS_SHOWN))],
  }),
);
export const GetBulkActionController = serve(routes.automation.getBulkAction, GetBulkAction);
