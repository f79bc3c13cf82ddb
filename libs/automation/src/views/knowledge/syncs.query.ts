import { routes, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import { descending, key, pageOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { knowledgeView } from './knowledge.view';
import { theSource } from './sources.query';

const newestFirst = descending(key('syncs.sequence', z.int()));

/** When a source was read. @throws Refused SOURCE_NOT_FOUND, WORKSPACE_NOT_FOUND */
export const ListSyncs = query(
  'ListSyncs',
  knowledgeView,
  async (db: ViewDb<typeof knowledgeView>, asked: AskedOf<typeof routes.automation.listSyncs>) => {
    await theSource(db, asked);
    const found = db
      .selectFrom('syncs')
      .selectAll('syncs')
      .where('syncs.organization_id', '=', asked.organizationId)
      .where('syncs.source_id', '=', asked.sourceId);
    const { rows, next } = await pageOf(found, newestFirst, asked);
    const items = rows.map((row) => ({
      syncId: row.sync_id,
      cause: row.cause,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      outcome: row.outcome,
      code: row.code,
      detail: row.detail,
      characters: row.characters,
      pages: row.pages,
      missed: row.missed,
      sequence: row.sequence,
    }));
    return { items, next };
  },
);

export const ListSyncsController = serve(routes.automation.listSyncs, ListSyncs);
