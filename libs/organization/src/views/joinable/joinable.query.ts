import { refused, routes, type AnswerOf } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { serve, type QueryContext } from '@annals/platform';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Invitees } from '../../organization/invitees.service';
import { organization } from '../../organization/organization';
import { OpenDomains } from '../../security/open-domains.service';

type Route = typeof routes.organization.listJoinable;

/** What is open to who asks, by the log itself: what is shown is what a join would find. */
export class ListJoinableQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: unknown,
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
    private readonly open: OpenDomains,
  ) {}

  async execute({ context: { principal } }: ListJoinableQuery): Promise<AnswerOf<Route>> {
    if (principal?.kind !== 'user') throw refused('FORBIDDEN');
    const email = await this.invitees.addressOf(principal.id);
    const organizationId = email === undefined ? undefined : await this.open.organizationFor(email);
    if (organizationId === undefined) return { organizations: [] };
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    if (state.lifecycle.status !== 'active' || state.people.byUser.has(principal.id)) return { organizations: [] };
    return { organizations: [{ organizationId, name: state.settings.name }] };
  }
}

export const ListJoinableController = serve(routes.organization.listJoinable, { Query: ListJoinableQuery });
