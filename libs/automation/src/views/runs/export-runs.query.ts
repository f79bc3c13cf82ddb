import type { AskedOf, routes } from '@annals/contracts';
import { botsWith, nowFor, query, type QueryContext } from '@annals/platform';
import type { Paging } from '@annals/views';
import { isHidden, sightOf } from './requesters';
import { historyPage, runOf } from './runs.query';
import { runs } from './runs.view';
import type { Db } from './runs-db';
import { matching, searchedRuns, whichRuns } from './which-runs';

type Asked = AskedOf<typeof routes.automation.exportRuns> & Paging;

/** How many rows a file has, seen together with its first page. */
async function totalOf(db: Db, asked: Asked, context: QueryContext): Promise<number> {
  if (isHidden(asked.actor, sightOf(context))) return 0;
  const { cursor: _, limit: __, ...filter } = asked;
  const which = await whichRuns(db, filter, { scope: botsWith(context, 'runs:export'), now: nowFor(context) });
  const { n } = await searchedRuns(db, which)
    .select(({ fn }) => fn.countAll().as('n'))
    .where((row) => matching(row, which))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** A page of the history for a file: of what who takes it may take out. How far runs are is of the moment, and not in it. */
export const ListExportedRuns = query('ListExportedRuns', runs, async (db: Db, asked: Asked, context) => {
  const { rows, next } = await historyPage(db, asked, { context, permission: 'runs:export' });
  const total = asked.cursor === undefined ? await totalOf(db, asked, context) : 0;
  return { items: rows.map((row) => runOf(row)), next, total };
});
