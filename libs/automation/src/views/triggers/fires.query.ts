import { figuresOf, fireFate, refused, routes, type AskedOf } from '@annals/contracts';
import { plus } from '@annals/kernel';
import { botsWith, nowFor, query, type QueryContext, serve } from '@annals/platform';
import { amongBots, cut, descending, firstOf, key, type Paging, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { hiddenBefore, keptAt } from '../kept-runs';
import { fireFigures } from './fire-figures';
import { triggersView } from './triggers.view';

type Db = ViewDb<typeof triggersView>;
type Asked = Omit<AskedOf<typeof routes.automation.listFires>, 'limit' | 'cursor'>;

const newestFirst = descending(key('fires.due', z.string()), key('fires.sequence', z.int()));

/**
 * Due times that are seen (W23): those since then, and apart from them those of before whose runs go on. Each part is
 * found by an index of its own, so that nothing is walked through that is hidden.
 * @throws Refused TRIGGER_NOT_FOUND
 */
async function firesOf(db: Db, asked: Asked, context: QueryContext) {
  const { organizationId, triggerId, outcome } = asked;
  const before = hiddenBefore(await keptAt(db, organizationId, nowFor(context)), await botOf(db, asked, context));
  const all = db
    .selectFrom('fires')
    .selectAll('fires')
    .where('fires.organization_id', '=', organizationId)
    .where('fires.trigger_id', '=', triggerId)
    .$if(outcome !== undefined, (some) => some.where('fires.fate', '=', outcome ?? ''));
  if (before === undefined) return [all];
  return [all.where('fires.due', '>=', before), all.where('fires.open', '=', true).where('fires.due', '<', before)];
}

/** The first of all parts together, one more than the page has. */
async function newestOf(parts: Awaited<ReturnType<typeof firesOf>>, paging: Paging) {
  const found = await Promise.all(parts.map((part) => firstOf(part, newestFirst, paging).execute()));
  return found
    .flat()
    .sort((one, other) => other.due.localeCompare(one.due) || other.sequence - one.sequence)
    .slice(0, paging.limit + 1);
}

/** @throws Refused TRIGGER_NOT_FOUND */
async function botOf(db: Db, { organizationId, triggerId }: Asked, context: QueryContext): Promise<string> {
  const trigger = await db
    .selectFrom('triggers')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'triggers.organization_id').onRef('bots.bot_id', '=', 'triggers.bot_id'),
    )
    .select('triggers.bot_id')
    .where('triggers.organization_id', '=', organizationId)
    .where('triggers.trigger_id', '=', triggerId)
    .where(amongBots('bots', botsWith(context, 'triggers:read')))
    .executeTakeFirst();
  if (!trigger) throw refused('TRIGGER_NOT_FOUND');
  return trigger.bot_id;
}

/** What the due times of a trigger came to. @throws Refused TRIGGER_NOT_FOUND */
export const ListFires = query(
  'ListFires',
  triggersView,
  async (db: Db, asked: AskedOf<typeof routes.automation.listFires>, context) => {
    const found = await newestOf(await firesOf(db, asked, context), asked);
    const { rows, next } = cut(found, asked.limit, ({ due, sequence }) => [due, sequence]);
    const items = rows.map((row) => ({
      runId: row.run_id,
      due: row.due,
      from: row.from,
      count: row.count,
      fate: fireFate.parse(row.fate),
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

/** The same in figures: each of so many rows is looked at, so it costs the same however long a trigger is there. */
export const GetFireFigures = query(
  'GetFireFigures',
  triggersView,
  async (db: Db, asked: AskedOf<typeof routes.automation.getFireFigures>, context) => {
    const lately = plus(nowFor(context), { days: -figuresOf.days });
    const parts = (await firesOf(db, asked, context)).map((part) => part.where('fires.due', '>', lately));
    const rows = await newestOf(parts, { limit: figuresOf.dueTimes });
    return fireFigures(rows.slice(0, figuresOf.dueTimes));
  },
);

export const GetFireFiguresController = serve(routes.automation.getFireFigures, GetFireFigures);
