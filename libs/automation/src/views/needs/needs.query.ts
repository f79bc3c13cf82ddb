import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { serve, type QueryContext } from '@annals/platform';
import { pageOfAll } from '@annals/views';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { countedOf, needsOf, type Placed } from './needs';
import { NeedsReader, sightOf } from './needs-reader.query';

const { automation } = routes;
type List = typeof automation.listNeeds;
type ByWorkspace = typeof automation.listNeedsByWorkspace;

class ListNeedsQuery extends Query<AnswerOf<List>> {
  constructor(
    readonly asked: AskedOf<List>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

const order = [0, 1, 2].map(
  (nth) =>
    ({ place }: Placed): string =>
      place[nth] ?? '',
);

/** What needs somebody in an organization or in a workspace, judged on all of its events. */
@QueryHandler(ListNeedsQuery)
export class ListNeedsHandler implements IQueryHandler<ListNeedsQuery> {
  constructor(private readonly reader: NeedsReader) {}

  async execute({ asked, context }: ListNeedsQuery): Promise<AnswerOf<List>> {
    const judged = await this.reader.judged(asked.organizationId, context);
    const all = needsOf(judged, sightOf(context, asked.workspaceId)).filter(
      ({ need }) => asked.kind === undefined || need.kind === asked.kind,
    );
    const { rows, next } = pageOfAll(all, order, asked);
    return { items: rows.map(({ need }) => need), next, total: all.length };
  }
}

export const ListNeedsController = serve(automation.listNeeds, { Query: ListNeedsQuery });

class ListNeedsByWorkspaceQuery extends Query<AnswerOf<ByWorkspace>> {
  constructor(
    readonly asked: AskedOf<ByWorkspace>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** The same, of each workspace. */
@QueryHandler(ListNeedsByWorkspaceQuery)
export class ListNeedsByWorkspaceHandler implements IQueryHandler<ListNeedsByWorkspaceQuery> {
  constructor(private readonly reader: NeedsReader) {}

  async execute({ asked, context }: ListNeedsByWorkspaceQuery): Promise<AnswerOf<ByWorkspace>> {
    const judged = await this.reader.judged(asked.organizationId, context);
    const workspaces = [...new Set(judged.facts.bots.map(({ workspaceId }) => workspaceId))].sort();
    const items = workspaces.flatMap((workspaceId) => {
      const { total, worst } = countedOf(needsOf(judged, sightOf(context, workspaceId)));
      return worst === null ? [] : [{ workspaceId, total, worst }];
    });
    return { items };
  }
}

export const ListNeedsByWorkspaceController = serve(automation.listNeedsByWorkspace, {
  Query: ListNeedsByWorkspaceQuery,
});
