import { routes, type App as AppAnswer, type AskedOf } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import {
  botsWith,
  mayReadMembers,
  nowFor,
  policiesSaid,
  query,
  type QueryContext,
  reaches,
  serve,
} from '@annals/platform';
import { amongBots, pageOfAll, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { apps } from './apps.view';
import { standing } from './standing';

type Db = ViewDb<typeof apps>;
type App = z.output<typeof AppAnswer>;
type Asked = AskedOf<typeof routes.automation.listApps>;

/** X11: whether all are shown by name and owner to who asks. */
async function showsAll(db: Db, organizationId: string, { permissions }: QueryContext): Promise<boolean> {
  if (!permissions.has('bots.catalogue:read')) return false;
  const said = await db.selectFrom('policies').selectAll().where('organization_id', '=', organizationId).execute();
  return policiesSaid(said).catalogue === 'names_and_owners';
}

/** Who asks, and as of when. */
interface Asker {
  readonly personId: string | null;
  readonly now: Instant;
}

/** With what was shared with who asks, and what they ask for. */
function rowsOf(db: Db, organizationId: string, { personId, now }: Asker) {
  return db
    .selectFrom('bots')
    .leftJoin('people as owner', (join) =>
      join.onRef('owner.organization_id', '=', 'bots.organization_id').onRef('owner.person_id', '=', 'bots.owner_id'),
    )
    .leftJoin('grants', (join) =>
      join
        .onRef('grants.organization_id', '=', 'bots.organization_id')
        .onRef('grants.bot_id', '=', 'bots.bot_id')
        .on('grants.person_id', '=', personId)
        .on((on) => on.or([on('grants.until', 'is', null), on('grants.until', '>', now)])),
    )
    .leftJoin('requests', (join) =>
      join
        .onRef('requests.organization_id', '=', 'bots.organization_id')
        .onRef('requests.bot_id', '=', 'bots.bot_id')
        .on('requests.person_id', '=', personId)
        .on('requests.expires_at', '>', now),
    )
    .selectAll('bots')
    .select(['owner.alias as owner_alias', 'grants.level as granted', 'grants.until', 'grants.under_id'])
    .select(['requests.access_request_id', 'requests.level as asked', 'requests.asked_at'])
    .where('bots.organization_id', '=', organizationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

/** The bots whose grant to somebody was given under another one that counts no more. */
async function fallen(db: Db, organizationId: string, { personId, now }: Asker, rows: readonly Row[]) {
  const under = rows.filter(({ under_id }) => under_id !== null).map(({ bot_id }) => bot_id);
  if (under.length === 0) return new Set<string>();
  const all = await db
    .selectFrom('grants')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('bot_id', 'in', under)
    .execute();
  const stands = standing(all, now);
  return new Set(all.filter((row) => row.person_id === personId && !stands(row)).map(({ bot_id }) => bot_id));
}

interface Shown {
  readonly mine: boolean;
  readonly people: boolean;
  readonly fell: boolean;
}

const appOf = (row: Row, { mine, people, fell }: Shown): App => ({
  botId: row.bot_id,
  name: row.name ?? '[erased]',
  kind: row.kind,
  ownerId: people ? row.owner_id : null,
  ownerAlias: people ? row.owner_alias : null,
  mine,
  granted: row.granted === null || fell ? null : { level: row.granted, until: row.until },
  requested:
    row.access_request_id === null || row.asked === null || row.asked_at === null
      ? null
      : { accessRequestId: row.access_request_id, level: row.asked, askedAt: row.asked_at },
});

/** Apps by name: a view decides nothing, what somebody sees says the guard and the policy (X11). */
export const ListApps = query('ListApps', apps, async (db: Db, asked: Asked, context) => {
  const { organizationId, search = '' } = asked;
  const scope = botsWith(context, 'bots:read');
  const asker = { personId: context.member?.personId ?? null, now: nowFor(context) };
  const all = await showsAll(db, organizationId, context);
  const rows = await rowsOf(db, organizationId, asker)
    .$if(!all, (some) => some.where(amongBots('bots', scope)))
    .execute();
  const fell = await fallen(db, organizationId, asker, rows);
  const people = all || mayReadMembers(context);
  const shown = rows
    .map((row) => {
      const mine = reaches(scope, { workspaceId: row.workspace_id, botId: row.bot_id });
      return appOf(row, { people, mine, fell: fell.has(row.bot_id) });
    })
    .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const page = pageOfAll(shown, [({ name }) => name, ({ botId }) => botId], asked);
  return { items: page.rows, next: page.next };
});
export const ListAppsController = serve(routes.automation.listApps, ListApps);
