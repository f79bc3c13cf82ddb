import { refused, routes, type AskedOf } from '@annals/contracts';
import { query, serve, workspacesWith } from '@annals/platform';
import { descending, inWorkspaces, key, pageOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { triggersView } from './triggers.view';

const newestFirst = descending(key('fires.due', z.string()), key('fires.sequence', z.int()));

/** What the due times of a trigger came to. @throws Refused TRIGGER_NOT_FOUND */
export const ListFires = query(
  'ListFires',
  triggersView,
  async (db: ViewDb<typeof triggersView>, asked: AskedOf<typeof routes.automation.listFires>, context) => {
    const { organizationId, triggerId, outcome } = asked;
    const trigger = await db
      .selectFrom('triggers')
      .innerJoin('bots', (join) =>
        join
          .onRef('bots.organization_id', '=', 'triggers.organization_id')
          .onRef('bots.bot_id', '=', 'triggers.bot_id'),
      )
      .select('triggers.trigger_id')
      .where('triggers.organization_id', '=', organizationId)
      .where('triggers.trigger_id', '=', triggerId)
      .where(inWorkspaces('bots.workspace_id', workspacesWith(context, 'triggers:read')))
      .executeTakeFirst();
    if (!trigger) throw refused('TRIGGER_NOT_FOUND');
    const skipped = ['refused', 'missed'];
    const found = db
      .selectFrom('fires')
      .selectAll('fires')
      .where('fires.organization_id', '=', organizationId)
      .where('fires.trigger_id', '=', triggerId)
      .$if(outcome === 'skipped', (some) => some.where('fires.status', 'in', skipped))
      .$if(outcome === 'fired', (some) => some.where('fires.status', 'not in', skipped));
    const { rows, next } = await pageOf(found, newestFirst, asked);
    const items = rows.map((row) => ({
      runId: row.run_id,
      due: row.due,
      from: row.from,
      count: row.count,
      status: row.status,
      code: row.code,
      error: row.error,
      firedAt: row.fired_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      sequence: row.sequence,
    }));
    return { items, next };
  },
);

export const ListFiresController = serve(routes.automation.listFires, ListFires);
