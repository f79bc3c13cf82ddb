import { MOST_DAYS, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { serve, type QueryContext } from '@annals/platform';
import { ViewReader, type EventPlace } from '@annals/views';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

const { getHistory, getMoment } = routes.audit;

class GetHistoryQuery extends Query<AnswerOf<typeof getHistory>> {
  constructor(
    readonly asked: AskedOf<typeof getHistory>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** How far one can look back. */
@QueryHandler(GetHistoryQuery)
export class GetHistoryHandler implements IQueryHandler<GetHistoryQuery> {
  constructor(private readonly views: ViewReader) {}

  async execute({ asked, context }: GetHistoryQuery): Promise<AnswerOf<typeof getHistory>> {
    const { first, last, days } = await this.views.extent(asked.organizationId, context);
    return { first, last, days: days.slice(-MOST_DAYS) };
  }
}

export const GetHistoryController = serve(getHistory, { Query: GetHistoryQuery });

class GetMomentQuery extends Query<AnswerOf<typeof getMoment>> {
  constructor(
    readonly asked: AskedOf<typeof getMoment>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** A moment, and the events around it: the next one to look at is one of them. */
@QueryHandler(GetMomentQuery)
export class GetMomentHandler implements IQueryHandler<GetMomentQuery> {
  constructor(private readonly views: ViewReader) {}

  async execute({ asked, context }: GetMomentQuery): Promise<AnswerOf<typeof getMoment>> {
    const { organizationId } = asked;
    const { sequence, at } = await this.views.moment(organizationId, asked.at, context);
    const around = await this.views.around(organizationId, sequence, context);
    const placed = (place: number): EventPlace | null => around.find((event) => event.sequence === place) ?? null;
    return {
      at,
      event: placed(sequence) ?? { sequence, at },
      before: placed(sequence - 1),
      after: placed(sequence + 1),
    };
  }
}

export const GetMomentController = serve(getMoment, { Query: GetMomentQuery });
