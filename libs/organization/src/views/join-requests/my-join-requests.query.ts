import { MY_JOIN_REQUESTS, refused, routes, type AnswerOf, type MyJoinRequest } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { serve, type QueryContext } from '@annals/platform';
import { Vault } from '@annals/vault';
import { ViewReader, type TablesOf } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { unlessPurged } from '../../organization/unless-purged';
import { statusOf } from './join-requests.query';
import { joinRequests } from './join-requests.view';

type Row = TablesOf<typeof joinRequests>['requests'];
type Route = typeof routes.organization.listMyJoinRequests;

/** What somebody asked for, the last ones first. */
export class ListMyJoinRequestsQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: unknown,
    readonly context: QueryContext,
  ) {
    super();
  }
}

@QueryHandler(ListMyJoinRequestsQuery)
export class ListMyJoinRequestsHandler implements IQueryHandler<ListMyJoinRequestsQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ context }: ListMyJoinRequestsQuery): Promise<AnswerOf<Route>> {
    if (context.principal?.kind !== 'user') throw refused('FORBIDDEN');
    const { id } = context.principal;
    const rows = await this.views.read(
      joinRequests,
      { account: id },
      (db) =>
        db
          .selectFrom('requests')
          .selectAll()
          .where('account_id', '=', id)
          .orderBy('asked_at', 'desc')
          .limit(MY_JOIN_REQUESTS)
          .execute(),
      context,
    );
    const now = new Date().toISOString();
    const items = await Promise.all(rows.map((row) => this.itemOf(row, now)));
    return { items: items.flatMap((item) => item ?? []) };
  }

  /** What an organization is called is in its own stream: undefined once that was purged. */
  private async itemOf(row: Row, now: string): Promise<MyJoinRequest | undefined> {
    const organizationName = await this.nameOf(row.organization_id);
    if (organizationName === undefined) return undefined;
    return {
      organizationId: row.organization_id,
      requestId: row.request_id,
      organizationName,
      status: statusOf(row, now),
      askedAt: row.asked_at,
      expiresAt: row.expires_at,
      askAgainAt: row.ask_again_at,
    };
  }

  private async nameOf(organizationId: string): Promise<string | undefined> {
    const read = () => this.store.state({ stream: organization, id: [organizationId] });
    const state = (await unlessPurged(this.vault, organizationId, read))?.state;
    return state === undefined || state.lifecycle.status === 'deleted' ? undefined : state.settings.name;
  }
}

export const ListMyJoinRequestsController = serve(routes.organization.listMyJoinRequests, {
  Query: ListMyJoinRequestsQuery,
});
