import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { serve, type QueryContext } from '@annals/platform';
import { descending, key, pageOf, ViewReader, type ViewDb } from '@annals/views';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { LinkMakers } from '../../fleet/link-makers.service';
import { apps } from './apps.view';

type Route = typeof routes.automation.listShareLinks;
type Asked = AskedOf<Route>;
type Db = ViewDb<typeof apps>;

const newestFirst = descending(key('links.sequence', z.int()));

/** The links of a bot that are not over, with what their makers are called. @throws Refused BOT_NOT_FOUND */
async function linksOf(db: Db, asked: Asked) {
  const { organizationId, botId } = asked;
  const bot = await db
    .selectFrom('bots')
    .select('bot_id')
    .where('organization_id', '=', organizationId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (!bot) throw refused('BOT_NOT_FOUND');
  const found = db
    .selectFrom('links')
    .leftJoin('people', (join) =>
      join.onRef('people.organization_id', '=', 'links.organization_id').onRef('people.person_id', '=', 'links.by_id'),
    )
    .selectAll('links')
    .select('people.alias')
    .where('links.organization_id', '=', organizationId)
    .where('links.bot_id', '=', botId)
    .where('links.until', '>', fromMilliseconds(Date.now()));
  return pageOf(found, newestFirst, asked);
}

class ListShareLinksQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: Asked,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/**
 * Who made them is looked at as they are now: whether a link works hangs on that. There are few (`MOST_SHARE_LINKS`).
 */
@QueryHandler(ListShareLinksQuery)
export class ListShareLinksHandler implements IQueryHandler<ListShareLinksQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly makers: LinkMakers,
  ) {}

  async execute({ asked, context }: ListShareLinksQuery): Promise<AnswerOf<Route>> {
    const { organizationId } = asked;
    const organization = { organization: organizationId };
    const { rows, next } = await this.views.read(apps, organization, (db) => linksOf(db, asked), context);
    const state = await this.makers.now(organizationId);
    const items = await Promise.all(
      rows.map(async (row) => {
        const link = state.links.get(row.link_id);
        const now = link && { used: link.usedBy.size, dead: await this.makers.dead(organizationId, link, state) };
        return now && { ...shown(row), ...now };
      }),
    );
    // What was taken back a moment ago is in the view still.
    return { items: items.flatMap((item) => item ?? []), next };
  }
}

type Row = Awaited<ReturnType<typeof linksOf>>['rows'][number];
const shown = (row: Row) => ({
  linkId: row.link_id,
  byId: row.by_id,
  byAlias: row.alias,
  level: row.level,
  until: row.until,
  uses: row.uses,
  madeAt: row.made_at,
  sequence: row.sequence,
});

export const ListShareLinksController = serve(routes.automation.listShareLinks, { Query: ListShareLinksQuery });
