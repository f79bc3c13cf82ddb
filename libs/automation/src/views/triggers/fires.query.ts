import { figuresOf, refused, routes, type AskedOf } from '@annals/contracts';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import { botsWith, query, serve, type QueryContext } from '@annals/platform';
import { amongBots, descending, key, pageOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { hiddenBefore, isSeen, keptAt } from '../kept-runs';
import { fireFigures } from './fire-figures';
import { triggersView } from './triggers.view';

type Db = ViewDb<typeof triggersView>;
type Asked = Pick<AskedOf<typeof routes.automation.getFireFigures>, 'organizationId' | 'triggerId'>;

const newestFirst = descending(key('fires.due', z.string()), key('fires.sequence', z.int()));

const now = (): Instant => fromMilliseconds(Date.now());

/**
 * Due times whose runs are seen (W23), and spells without runs.
 * @throws Refused TRIGGER_NOT_FOUND
 */
async function firesOf(db: Db, asked: Asked, context: QueryContext) {
  const { organizationId, triggerId } = asked;
  const before = hiddenBefore(await keptAt(db, organizationId, now()), await botOf(db, asked, context));
  return db
    .selectFrom('fires')
    .selectAll('fires')
    .where('fires.organization_id', '=', organizationId)
    .where('fires.trigger_id', '=', triggerId)
    .where((row) =>
      row.or([row('fires.run_id', 'is', null), isSeen({ at: 'fires.fired_at', status: 'fires.status' }, before)]),
    );
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
    const { outcome } = asked;
    const skipped = ['refused', 'missed'];
    const found = (await firesOf(db, asked, context))
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

/** The same in figures: each of so many rows is looked at, so it costs the same however long a trigger is there. */
export const GetFireFigures = query(
  'GetFireFigures',
  triggersView,
  async (db: Db, asked: AskedOf<typeof routes.automation.getFireFigures>, context) => {
    const rows = await (
      await firesOf(db, asked, context)
    )
      .where('fires.due', '>', plus(now(), { days: -figuresOf.days }))
      .orderBy('fires.due', 'desc')
      .orderBy('fires.sequence', 'desc')
      .limit(figuresOf.dueTimes)
      .execute();
    return fireFigures(rows);
  },
);

export const GetFireFiguresController = serve(routes.automation.getFireFigures, GetFireFigures);
