import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { allowedIn, AppGrants, Memberships, serve, type Principal, type QueryContext } from '@annals/platform';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { countedOf, needsOf } from './needs';
import { NeedsReader, sightOf } from './needs-reader.query';

type Route = typeof routes.automation.listMyNeeds;
type Item = AnswerOf<Route>['items'][number];

class ListMyNeedsQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** The same function as in each organization; one that is not open to who asks is left out. */
@QueryHandler(ListMyNeedsQuery)
export class ListMyNeedsHandler implements IQueryHandler<ListMyNeedsQuery> {
  constructor(
    private readonly reader: NeedsReader,
    readonly memberships: Memberships,
    readonly appGrants: AppGrants,
  ) {}

  async execute({ asked, context: { principal } }: ListMyNeedsQuery): Promise<AnswerOf<Route>> {
    if (principal === undefined) throw refused('UNAUTHENTICATED');
    const ids = new Set(asked.organizations.toLowerCase().split(','));
    const found = await Promise.all([...ids].map((organizationId) => this.of(organizationId, principal)));
    return { items: found.flat() };
  }

  private async of(organizationId: string, principal: Principal): Promise<Item[]> {
    try {
      const allowed = await allowedIn(this, organizationId, principal);
      return [
        { organizationId, ...countedOf(needsOf(await this.reader.judged(organizationId, {}), sightOf(allowed))) },
      ];
    } catch (error) {
      if (error instanceof Refused && error.code === 'ORG_NOT_FOUND') return [];
      throw error;
    }
  }
}

export const ListMyNeedsController = serve(routes.automation.listMyNeeds, { Query: ListMyNeedsQuery });
