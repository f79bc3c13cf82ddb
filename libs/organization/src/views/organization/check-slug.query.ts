import { routes, wrongSlug, type AnswerOf, type AskedOf } from '@annals/contracts';
import { mustSpend, serve, type QueryContext } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Slugs } from '../../organization/slugs.service';

type Route = typeof routes.organization.checkSlug;

/** Enough for who types, too few for who wants to know them all. */
const ofPerson: RateLimit = { name: 'slug-check', times: 120, seconds: 600 };

/** Asked while somebody types; who then wants it takes the claim, which is what decides. */
export class CheckSlugQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

@QueryHandler(CheckSlugQuery)
export class CheckSlugHandler implements IQueryHandler<CheckSlugQuery> {
  constructor(
    private readonly slugs: Slugs,
    private readonly vault: Vault,
  ) {}

  async execute({ asked: { slug }, context: { principal } }: CheckSlugQuery): Promise<AnswerOf<Route>> {
    const wrong = wrongSlug(slug);
    if (wrong !== undefined) return { slug, availability: wrong };
    await mustSpend(this.vault, [{ limit: ofPerson, of: principal?.actor ?? '' }]);
    return { slug, availability: (await this.slugs.isFree(slug)) ? 'free' : 'taken' };
  }
}

export const CheckSlugController = serve(routes.organization.checkSlug, { Query: CheckSlugQuery });
