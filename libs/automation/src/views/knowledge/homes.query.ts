import { query } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { knowledgeView } from './knowledge.view';

interface Which {
  readonly organizationId: string;
  readonly isShared?: true;
  readonly sourceId?: string;
}

/** The workspaces that are there in which such sources are. */
export const HomesOfSources = query(
  'HomesOfSources',
  knowledgeView,
  async (db: ViewDb<typeof knowledgeView>, { organizationId, isShared, sourceId }: Which) => {
    const rows = await db
      .selectFrom('sources')
      .innerJoin('workspaces', (join) =>
        join
          .onRef('workspaces.organization_id', '=', 'sources.organization_id')
          .onRef('workspaces.workspace_id', '=', 'sources.workspace_id'),
      )
      .select('sources.workspace_id')
      .distinct()
      .where('sources.organization_id', '=', organizationId)
      .$if(isShared === true, (found) => found.where('sources.is_shared', '=', true))
      .$if(sourceId !== undefined, (found) => found.where('sources.source_id', '=', sourceId ?? ''))
      .execute();
    return rows.map((row) => row.workspace_id);
  },
);
