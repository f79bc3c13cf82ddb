import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { serve, type QueryContext } from '@annals/platform';
import { ViewReader } from '@annals/views';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Subjects } from '../../oversight/subjects.port';
import { toldAll } from './erasure';
import { erasuresView } from './erasures.view';

type Route = typeof routes.audit.getMyErasure;

export class GetMyErasureQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** The newest request about who asks, and for how many days they can still call it off. */
@QueryHandler(GetMyErasureQuery)
export class GetMyErasureHandler implements IQueryHandler<GetMyErasureQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly subjects: Subjects,
  ) {}

  async execute({ asked: { organizationId }, context }: GetMyErasureQuery): Promise<AnswerOf<Route>> {
    const { member } = context;
    if (!member) throw refused('MEMBER_NOT_FOUND');
    const holdDays = await this.subjects.holdDays(organizationId);
    return this.views.read(
      erasuresView,
      { organization: organizationId },
      async (db) => {
        const rows = await db
          .selectFrom('erasures')
          .selectAll()
          .where('organization_id', '=', organizationId)
          .where('person_id', '=', member.personId)
          .orderBy('sequence', 'desc')
          .limit(1)
          .execute();
        const [erasure = null] = await toldAll(db, rows, { organizationId, context });
        return { erasure, holdDays };
      },
      context,
    );
  }
}

export const GetMyErasureController = serve(routes.audit.getMyErasure, { Query: GetMyErasureQuery });
