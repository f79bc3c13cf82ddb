import type { Client } from 'pg';
import type { AnyView } from '../definition/view';
import { advanceAlone, Stopped } from '../engine/alone';
import { Claims } from '../engine/claims';
import { Cursor, type Log } from '../engine/cursor';
import { dropGeneration, nextGeneration } from '../engine/generations';
import { Lane } from '../engine/lane';
import { consoleLog, type EngineLog } from '../engine/log';
import { ProgressReport } from '../engine/progress';
import { ViewFollower } from '../engine/view-follower';
import { migrate } from '../sql/catalog';
import { aClient } from '../sql/connected';
import { schemaOf } from '../sql/ddl';
import { inTransaction, Ledger, type Generation, type Progress } from '../sql/ledger';
import { compare, opaque, type Place } from '../sql/position';
import { compareGenerations, type TableComparison } from './compare';

export interface RebuildOptions {
  readonly databaseUrl: string;
  readonly eventStore: Log;
  /** The role that reads views. */
  readonly apiRole: string;
  /** Called about once a second. */
  readonly onProgress?: (progress: Progress) => void;
  readonly maxBatch?: number;
  readonly log?: EngineLog;
  /** Gives up: the unfinished generation is dropped. */
  readonly signal?: AbortSignal;
}

export interface RebuildReport {
  readonly view: string;
  readonly generation: number;
  /** Where both generations stood when they were compared. */
  readonly position: string;
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** The new tables beside the ones that served, at the same place of the log. */
  readonly tables: readonly TableComparison[];
  readonly equal: boolean;
}

/** The view cannot be rebuilt now; the message is a sentence for the person who asked for it. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

/** What a running rebuild holds. */
interface Rebuild {
  readonly view: AnyView;
  readonly options: RebuildOptions;
  readonly serving: Generation;
  readonly lane: Lane;
  /** Locks the serving checkpoint, and looks. */
  readonly db: Client;
  readonly advance: (until: Place) => Promise<void>;
}

/**
 * Builds a view again from the whole log, beside the generation that serves, compares both at the same place, and switches in one transaction.
 * The projector may run (it holds still for the moments of the comparison's start and the switch) or not.
 * @throws RebuildRefused when somebody else rebuilds it, or this version does not serve; Stopped at an event that it cannot take
 */
export async function rebuild(view: AnyView, options: RebuildOptions): Promise<RebuildReport> {
  await migrate(options.databaseUrl, 'views', options.apiRole);
  const claims = await Claims.open(options.databaseUrl);
  const db = aClient({ connectionString: options.databaseUrl });
  try {
    await db.connect();
    if (!await claims.tryTake(`annals.rebuild.${view.name}`)) throw new RebuildRefused(`The view ${view.name} is being rebuilt already.`);
    return await beside(view, options, db);
  } finally {
    await db.end();
    claims.close();
  }
}

async function beside(view: AnyView, options: RebuildOptions, db: Client): Promise<RebuildReport> {
  const ledger = new Ledger(db, 'views');
  const all = await ledger.generations(view.name);
  const serving = all.find(({ state, version }) => state === 'serving' && version === view.version);
  if (!serving) throw new RebuildRefused(`No generation of ${view.name} in version ${view.version} serves yet: the projector builds it.`);
  // Left behind by a rebuild that was killed: we hold its lock.
  for (const left of all.filter(({ state, version }) => state === 'building' && version === view.version)) await dropGeneration(ledger, view.name, left.generation);
  const next = await nextGeneration(ledger, view, options.apiRole);
  try {
    return await build({ view, options, serving, db, next });
  } catch (error) {
    await dropGeneration(ledger, view.name, next.generation);
    throw error;
  }
}

async function build({ view, options, serving, db, next }: Pick<Rebuild, 'view' | 'options' | 'serving' | 'db'> & { next: Generation }): Promise<RebuildReport> {
  const { databaseUrl, eventStore, log = consoleLog(), maxBatch = 5000 } = options;
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const skipped = await new Ledger(db, 'views').skipped(view.name, view.version);
  const follower = new ViewFollower(view, { generation: next.generation, building: true, skipped });
  const lane = new Lane({ databaseUrl, catalog: 'views', log, eject: () => undefined }, [follower], 'start');
  const cursor = new Cursor({ store: eventStore, from: 'start', signal, maxBatch });
  const started = performance.now();
  const progress = new ProgressReport(lane, eventStore, options.onProgress);
  let events = 0;
  const advance = async (until: Place) => {
    while (until !== 'start' && compare(lane.place, until) < 0) {
      const piece = await cursor.until(until);
      if (!piece) throw new Stopped('The rebuild was ended');
      await advanceAlone(lane, piece, { log, signal, record: false });
      events += piece.events.length;
      await progress.wrote(piece.events.length);
    }
  };
  try {
    await lane.open();
    const { position, tables } = await compareAndSwitch({ view, options, serving, lane, db, advance }, next);
    const seconds = (performance.now() - started) / 1000;
    return { view: view.name, generation: next.generation, position, events, seconds, eventsPerSecond: Math.round(events / seconds), tables, equal: tables.every(({ equal }) => equal) };
  } finally {
    ending.abort();
    await cursor.close();
    await lane.close();
  }
}

async function compareAndSwitch(running: Rebuild, next: Generation): Promise<{ position: string; tables: readonly TableComparison[] }> {
  const { view, serving, lane, db, advance, options } = running;
  const ledger = new Ledger(db, 'views');
  await advance(await placeOf(ledger, serving));
  const snapshot = aClient({ connectionString: options.databaseUrl });
  await snapshot.connect();
  try {
    // Both at the same place for a moment; from then on the snapshot holds still, not the projector.
    await level(running, ledger, async () => { await freeze(snapshot, schemaOf(view.name, next.generation)); });
    const position = opaque(lane.place);
    const tables = await compareGenerations(snapshot, view, { before: serving.generation, after: next.generation });
    await advance(await placeOf(ledger, serving));
    await level(running, ledger, async () => {
      await ledger.serve(view.name, next.generation);
      await ledger.close(view.name, serving.generation);
      await ledger.wake();
    });
    return { position, tables };
  } finally {
    await snapshot.end();
  }
}

/** Takes the snapshot now: a transaction has one from its first look at a table. */
async function freeze(snapshot: Client, schema: string): Promise<void> {
  await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await snapshot.query('SELECT count(*) FROM pg_namespace WHERE nspname = $1', [schema]);
}

/** Runs `work` while both generations stand at the same place: the projector waits at the locked checkpoint, for as long as the last few events take. */
async function level({ serving, advance }: Rebuild, ledger: Ledger, work: () => Promise<void>): Promise<void> {
  await inTransaction(ledger.db, async () => {
    await advance(await placeOf(ledger, serving, 'FOR UPDATE'));
    await work();
  });
}

async function placeOf(ledger: Ledger, { name, generation }: Generation, lock: '' | 'FOR UPDATE' = ''): Promise<Place> {
  const place = await ledger.place(name, generation, lock);
  if (place === undefined) throw new RebuildRefused(`The view ${name} was switched by somebody else meanwhile.`);
  return place;
}
