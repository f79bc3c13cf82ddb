import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { serve, type QueryContext } from '@annals/platform';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Discovery } from '../../organization/discovery.service';
import { Invitees } from '../../organization/invitees.service';
import { organization } from '../../organization/organization';

type Route = typeof routes.organization.listJoinable;

/** What is open to who asks, by the log itself: what is shown is what a join or a request would find. */
export class ListJoinableQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

@QueryHandler(ListJoinableQuery)
export class ListJoinableHandler implements IQueryHandler<ListJoinableQuery> {
  constructor(
    private readonly store: EventStore,
    private readonly invitees: Invitees,
    private readonly discovery: Discovery,
  ) {}

  async execute({ asked, context: { principal } }: ListJoinableQuery): Promise<AnswerOf<Route>> {
    if (principal?.kind !== 'user') throw refused('FORBIDDEN');
    const email = await this.invitees.addressOf(principal.id);
    if (email === undefined) return { organizations: [] };
    const found = await this.discovery.find(email, asked.organizationId);
    if (found === undefined || (await this.isMember(found.organizationId, principal.id))) return { organizations: [] };
    const { name, byDomain } = found;
    return {
      organizations: [{ organizationId: found.organizationId, name, way: byDomain === 'join' ? 'join' : 'ask' }],
    };
  }

  private async isMember(organizationId: string, userId: string): Promise<boolean> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    return state.people.byUser.has(userId);
  }
}

export const ListJoinableController = serve(routes.organization.listJoinable, { Query: ListJoinableQuery });
