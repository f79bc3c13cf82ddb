import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { onlyNow, query, serve } from '@annals/platform';
import type { LaneHealth, Vault } from '@annals/vault';
import type { TablesOf, ViewDb } from '@annals/views';
import { destinations } from './destinations.view';

type Db = ViewDb<typeof destinations>;
type Row = TablesOf<typeof destinations>['destinations'];
type Route = typeof routes.audit.listDestinations;
type Asked = AskedOf<Route>;

interface Found {
  readonly rows: readonly Row[];
  readonly last: number;
}

/** What an organization may have of it is few: all at once, by age. */
async function listDestinations(db: Db, { organizationId }: Asked): Promise<Found> {
  const rows = await db
    .selectFrom('destinations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('added_at')
    .orderBy('destination_id')
    .execute();
  const head = await db
    .selectFrom('heads')
    .select('last')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return { rows, last: head?.last ?? 0 };
}

/** How far each is, the vault knows. */
async function withHealth(
  { rows, last }: Found,
  { organizationId }: Asked,
  vault: Vault | undefined,
): Promise<AnswerOf<Route>> {
  const lanes = await onlyNow(vault).deliveryLanes.of(organizationId);
  return { items: rows.map((row) => told(row, lanes.get(row.destination_id), last)), last };
}

function told(row: Row, lane: LaneHealth | undefined, last: number): AnswerOf<Route>['items'][number] {
  const after = lane?.after ?? row.after;
  const { failure, tries = 0, due } = lane ?? {};
  return {
    destinationId: row.destination_id,
    kind: row.kind,
    name: row.name ?? '[erased]',
    address: row.address ?? '[erased]',
    isPaused: row.is_paused,
    addedAt: row.added_at,
    after,
    behind: Math.max(last - after, 0),
    sent: lane?.sent ?? 0,
    sentAt: lane?.sentAt ?? null,
    failing: failure === undefined ? null : { ...failure, tries, nextAt: due ?? null },
  };
}

export const ListDestinations = query('ListDestinations', destinations, listDestinations, withHealth);
export const ListDestinationsController = serve(routes.audit.listDestinations, ListDestinations);
