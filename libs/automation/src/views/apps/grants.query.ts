import { refused, routes, type AskedOf } from '@annals/contracts';
import { botsWith, nowFor, query, serve } from '@annals/platform';
import { amongBots, ascending, key, pageOf, pageOfAll, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { apps } from './apps.view';
import { standing } from './standing';

type Db = ViewDb<typeof apps>;

/** With whom a bot is shared: the guard judged whether who asks may see that. There are few (`MOST_GRANTS`). @throws Refused BOT_NOT_FOUND */
export const ListGrants = query(
  'ListGrants',
  apps,
  async (db: Db, asked: AskedOf<typeof routes.automation.listGrants>, context) => {
    const bot = await db
      .selectFrom('bots')
      .select('bot_id')
      .where('organization_id', '=', asked.organizationId)
      .where('bot_id', '=', asked.botId)
      .executeTakeFirst();
    if (!bot) throw refused('BOT_NOT_FOUND');
    const now = nowFor(context);
    const rows = await db
      .selectFrom('grants')
      .leftJoin('people', (join) =>
        join
          .onRef('people.organization_id', '=', 'grants.organization_id')
          .onRef('people.person_id', '=', 'grants.person_id'),
      )
      .selectAll('grants')
      .select('people.alias')
      .where('grants.organization_id', '=', asked.organizationId)
      .where('grants.bot_id', '=', asked.botId)
      .execute();
    const stands = standing(rows, now);
    const open = rows.filter(({ until }) => until === null || until > now);
    const items = open.map((row) => ({
      grantId: row.grant_id,
      personId: row.person_id,
      alias: row.alias,
      level: row.level,
      until: row.until,
      underId: row.under_id,
      stands: stands(row),
      grantedAt: row.granted_at,
      sequence: row.sequence,
    }));
    const page = pageOfAll(items, [({ alias }) => alias ?? '', ({ personId }) => personId], asked);
    return { items: page.rows, next: page.next };
  },
);
export const ListGrantsController = serve(routes.automation.listGrants, ListGrants);

const oldestFirst = ascending(key('requests.sequence', z.int()));

/** Who asks for access to bots that who asks may share. */
export const ListAccessRequests = query(
  'ListAccessRequests',
  apps,
  async (db: Db, asked: AskedOf<typeof routes.automation.listAccessRequests>, context) => {
    const found = db
      .selectFrom('requests')
      .innerJoin('bots', (join) =>
        join
          .onRef('bots.organization_id', '=', 'requests.organization_id')
          .onRef('bots.bot_id', '=', 'requests.bot_id'),
      )
      .leftJoin('people', (join) =>
        join
          .onRef('people.organization_id', '=', 'requests.organization_id')
          .onRef('people.person_id', '=', 'requests.person_id'),
      )
      .selectAll('requests')
      .select(['bots.name as bot_name', 'people.alias'])
      .where('requests.organization_id', '=', asked.organizationId)
      .where('requests.expires_at', '>', nowFor(context))
      .where(amongBots('bots', botsWith(context, 'bots:share')))
      .$if(asked.botId !== undefined, (of) => of.where('requests.bot_id', '=', asked.botId ?? ''));
    const { rows, next } = await pageOf(found, oldestFirst, asked);
    const items = rows.map((row) => ({
      accessRequestId: row.access_request_id,
      botId: row.bot_id,
      botName: row.bot_name ?? '[erased]',
      personId: row.person_id,
      alias: row.alias,
      level: row.level,
      note: row.note,
      askedAt: row.asked_at,
      expiresAt: row.expires_at,
      sequence: row.sequence,
    }));
    return { items, next };
  },
);
export const ListAccessRequestsController = serve(routes.automation.listAccessRequests, ListAccessRequests);
