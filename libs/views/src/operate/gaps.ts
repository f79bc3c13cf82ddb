import type { Placed } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import type { Client } from 'pg';
import { connected } from '../sql/connected';
import { schemaOf } from '../sql/ddl';
import { checkpointOf, compare, type Checkpoint, type StoredCheckpoint } from '../sql/position';
import { name } from '../sql/write';

/** The log, from its first event on, without what is in the events. */
export interface BareLog {
  all(place: undefined): AsyncGenerator<readonly Placed[]>;
}

/** What a generation of a view says that it has handled, beside what the log holds up to the same place. */
export interface Counted {
  readonly view: string;
  readonly generation: number;
  readonly events: number;
  readonly stored: number;
  /** Events of organizations that stand still in it: handled when they are released. */
  readonly apart: number;
}

export interface GapReport {
  readonly views: readonly Counted[];
  /** Events up to the place of the view `history`, of organizations and accounts that it keeps. */
  readonly looked: number;
  /** The first ones that the log holds and `history` does not. */
  readonly missing: readonly Placed[];
  /** Whether every view has handled every event, once, and the history has each. */
  readonly complete: boolean;
}

interface Standing extends Omit<Counted, 'stored'> {
  readonly place: Checkpoint;
}

const MOST_NAMED = 10;

/**
 * E7: proves that no event was skipped. Walks the log once, without opening an event, beside what views have at this
 * moment; they may go on meanwhile.
 * @param onProgress told the events that were walked over, with each piece
 * @throws EventStoreUnavailable, LogDamaged
 */
export function findGaps(
  log: BareLog,
  databaseUrl: string,
  onProgress: (events: number) => void = () => undefined,
): Promise<GapReport> {
  return connected(databaseUrl, async (db) => {
    const standing = await standingOf(db);
    const stored = standing.map(() => 0);
    const keeper = standing.find(({ view }) => view === 'history');
    const left = await leftOut(db);
    const missing: Placed[] = [];
    let [looked, walked] = [0, 0];
    for await (const events of log.all(undefined)) {
      for (const [index, each] of standing.entries())
        stored[index] = (stored[index] ?? 0) + events.filter(({ position }) => isUpTo(each, position)).length;
      const kept = events.filter((event) => keeper && isUpTo(keeper, event.position) && !left.has(ownerOf(event)));
      looked += kept.length;
      if (keeper && missing.length < MOST_NAMED) missing.push(...(await missingOf(db, keeper, kept)));
      onProgress((walked += events.length));
    }
    const views = standing.map(({ place: _, ...each }, index) => ({ ...each, stored: stored[index] ?? 0 }));
    const found = { looked, missing: missing.slice(0, MOST_NAMED) };
    return { views, ...found, complete: missing.length === 0 && views.every(isComplete) };
  });
}

const isUpTo = ({ place }: Standing, position: Placed['position']) => compare(position, place) <= 0;
const ownerOf = ({ stream }: Placed) => parseStreamName(stream).owner;

/** An event at which somebody was left behind is not handled until they are released; it is then, or passed over. */
export const isComplete = ({ events, stored, apart }: Counted): boolean => events <= stored && events + apart >= stored;

interface Row extends StoredCheckpoint {
  readonly name: string;
  readonly generation: number;
  readonly events: string;
  readonly apart: string;
}

async function standingOf(db: Client): Promise<readonly Standing[]> {
  const { rows } = await db.query<Row>(
    `SELECT c.name, c.generation, c.events, c.commit_position, c.prepare_position,
      (SELECT count(*) FROM views.stops s WHERE s.generation = c.generation AND s.name LIKE c.name || '/%') AS apart
    FROM views.checkpoints c JOIN views.generations g USING (name, generation) WHERE g.state = 'serving' ORDER BY c.name`,
  );
  return rows.map((row) => ({
    view: row.name,
    generation: row.generation,
    events: Number(row.events),
    apart: Number(row.apart),
    place: checkpointOf(row),
  }));
}

/** Of whom the history keeps nothing, or not everything yet: who was purged, and who stands still in it. */
async function leftOut(db: Client): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ owner: string }>(
    `SELECT owner FROM views.purged UNION SELECT split_part(name, '/', 2) FROM views.checkpoints WHERE name LIKE 'history/%'`,
  );
  return new Set(rows.map(({ owner }) => owner));
}

async function missingOf(db: Client, { view, generation }: Standing, events: readonly Placed[]): Promise<Placed[]> {
  if (events.length === 0) return [];
  const schema = name(schemaOf(view, generation));
  const { rows } = await db.query<{ event_id: string }>(
    `SELECT h.event_id FROM unnest($1::uuid[], $2::uuid[]) AS e (owner, id), LATERAL (
      SELECT event_id FROM ${schema}.history WHERE organization_id = e.owner AND event_id = e.id
      UNION ALL SELECT event_id FROM ${schema}.account_history WHERE account_id = e.owner AND event_id = e.id) AS h`,
    [events.map(ownerOf), events.map(({ id }) => id)],
  );
  const kept = new Set(rows.map((row) => row.event_id));
  return events.filter(({ id }) => !kept.has(id));
}
