import { refused, routes, type AnswerOf } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { serve, type QueryContext } from '@annals/platform';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { OrganizationFounding } from '../../account/organization-founding.port';

type Answer = AnswerOf<typeof routes.identity.getOrganizationQuota>;

/** What an account may begin, by the log itself: what was just asked for is in it. */
export class GetOrganizationQuotaQuery extends Query<Answer> {
  constructor(
    readonly asked: unknown,
    readonly context: QueryContext,
  ) {
    super();
  }
}

@QueryHandler(GetOrganizationQuotaQuery)
export class GetOrganizationQuotaHandler implements IQueryHandler<GetOrganizationQuotaQuery> {
  constructor(
    private readonly store: EventStore,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ context }: GetOrganizationQuotaQuery): Promise<Answer> {
    const userId = context.principal?.id;
    if (userId === undefined) throw refused('UNAUTHENTICATED');
    const { state } = await this.store.state({ stream: account, id: [userId] }, 0);
    const { maxCreatedPerUser: most } = this.founding.policy;
    return {
      begun: state.begun.size,
      limit: most === null ? null : most + state.extra,
      request: state.request ?? null,
    };
  }
}

export const GetOrganizationQuotaController = serve(routes.identity.getOrganizationQuota, {
  Query: GetOrganizationQuotaQuery,
});
