import { refused } from '@annals/contracts';
import { fromMilliseconds, type Instant } from '@annals/kernel';
import { LRUCache } from 'lru-cache';
import type { ViewDb } from '../definition/view';
import { history } from '../history/history';
import type { ReadOptions, Reads } from '../reader/reads';
import type { Moment } from './moment';
import { BLOCK, grown, NO_OUTLINE, outlineRows, type EventsOfDay, type Outline } from './outline';

/** An event by its number, and when it was decided. */
export type EventPlace = Moment;

/** How far the history of an organization goes, and how much happened on each of its days. */
export interface Extent {
  readonly first: Moment;
  readonly last: Moment;
  readonly days: readonly EventsOfDay[];
}

type Db = ViewDb<typeof history>;

/**
 * Finds moments in the history of organizations. "As of instant T" is the longest beginning of it in which no event is
 * later than T (history.md §2). Instants need not be in order, so the latest up to each block of events is remembered,
 * and one block is looked through.
 */
export class Moments {
  private readonly outlines = new LRUCache<string, Outline>({ max: 500 });

  constructor(private readonly reader: Reads) {}

  /**
   * @param asked the number of an event, or an instant
   * @throws Refused INSTANT_BEFORE_CREATION, INSTANT_IN_FUTURE
   */
  async find(organization: string, asked: number | Instant, options: ReadOptions = {}): Promise<Moment> {
    if (typeof asked === 'string' && asked > fromMilliseconds(Date.now())) throw refused('INSTANT_IN_FUTURE');
    return this.reader.read(
      history,
      { organization },
      (db) => (typeof asked === 'number' ? eventAt(db, organization, asked) : this.asOf(db, organization, asked)),
      options,
    );
  }

  /** @throws Refused READ_MODEL_BEHIND where nothing is known of the organization yet */
  async extent(organization: string, options: ReadOptions = {}): Promise<Extent> {
    return this.reader.read(
      history,
      { organization },
      async (db) => {
        const { days } = await this.outlined(db, organization);
        const last = await lastOf(db, organization);
        if (last === 0) throw refused('READ_MODEL_BEHIND', { view: history.name });
        return { first: await eventAt(db, organization, 1), last: await eventAt(db, organization, last), days };
      },
      options,
    );
  }

  /** An event and its neighbours, as far as there are any. */
  async around(organization: string, sequence: number, options: ReadOptions = {}): Promise<readonly EventPlace[]> {
    return this.reader.read(
      history,
      { organization },
      (db) =>
        db
          .selectFrom('history')
          .select(['sequence', 'at'])
          .where('organization_id', '=', organization)
          .where('sequence', '>=', sequence - 1)
          .where('sequence', '<=', sequence + 1)
          .execute(),
      options,
    );
  }

  private async asOf(db: Db, organization: string, at: Instant): Promise<Moment> {
    const { latest } = (await this.outlined(db, organization)).outline;
    const whole = latest.findIndex((instant) => instant > at);
    const begins = (whole === -1 ? latest.length : whole) * BLOCK;
    const next = await db
      .selectFrom('history')
      .select('sequence')
      .where('organization_id', '=', organization)
      .where('sequence', '>', begins)
      .where('sequence', '<=', begins + BLOCK)
      .where('at', '>', at)
      .orderBy('sequence')
      .limit(1)
      .executeTakeFirst();
    const sequence = next === undefined ? await lastOf(db, organization) : next.sequence - 1;
    if (sequence === 0) throw await beforeCreation(db, organization);
    return { sequence, at };
  }

  /** What is remembered, and what came since. */
  private async outlined(db: Db, organization: string) {
    const known = this.outlines.get(organization) ?? NO_OUTLINE;
    const { outline, days } = grown(known, await outlineRows(db, organization, known));
    // Somebody else may have come further meanwhile.
    if (outline.latest.length >= (this.outlines.get(organization)?.latest.length ?? 0))
      this.outlines.set(organization, outline);
    return { outline, days };
  }
}

/** @throws Refused INSTANT_BEFORE_CREATION, INSTANT_IN_FUTURE */
async function eventAt(db: Db, organization: string, sequence: number): Promise<Moment> {
  if (sequence < 1) throw await beforeCreation(db, organization);
  const found = await db
    .selectFrom('history')
    .select(['sequence', 'at'])
    .where('organization_id', '=', organization)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  if (!found) throw refused('INSTANT_IN_FUTURE');
  return found;
}

async function lastOf(db: Db, organization: string): Promise<number> {
  const last = await db
    .selectFrom('history')
    .select('sequence')
    .where('organization_id', '=', organization)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.sequence ?? 0;
}

async function beforeCreation(db: Db, organization: string) {
  const { at } = await eventAt(db, organization, 1);
  return refused('INSTANT_BEFORE_CREATION', { createdAt: at });
}
