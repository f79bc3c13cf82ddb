import type { Client } from 'pg';
import type { AnyView } from '../definition/view';
import type { CatchUp } from '../engine/catch-up';
import { aClient } from '../sql/connected';
import { schemaOf } from '../sql/ddl';
import { inTransaction, Ledger, type Generation } from '../sql/ledger';
import { opaque, type Checkpoint } from '../sql/position';
import { compareGenerations, type TableComparison } from './compare';
import { RebuildRefused, type RebuildOptions } from './rebuild-options';

/** What a running rebuild holds. */
export interface Rebuild {
  readonly view: AnyView;
  readonly options: RebuildOptions;
  readonly serving: Generation;
  readonly catchUp: CatchUp;
  /** Locks the serving checkpoint, and looks. */
  readonly db: Client;
  /** `held`: at the speed that was asked for; `full` while somebody waits for it. */
  readonly advance: (until: Checkpoint, speed: 'held' | 'full') => Promise<void>;
}

/** Brings both generations to the same place, compares them there, and makes the new one serve. */
export async function compareAndSwitch(
  running: Rebuild,
  next: Generation,
): Promise<{ position: string; tables: readonly TableComparison[] }> {
  const { view, serving, catchUp, db, options } = running;
  const ledger = new Ledger(db, 'views');
  await near(running, ledger);
  const snapshot = aClient({ connectionString: options.databaseUrl });
  await snapshot.connect();
  try {
    // Both at the same place for a moment; from then on the snapshot holds still, not the projector.
    await level(running, ledger, async () => {
      await freeze(snapshot, schemaOf(view.name, next.generation));
    });
    const position = opaque(catchUp.place);
    const tables = await compareGenerations(snapshot, view, { before: serving.generation, after: next.generation });
    await near(running, ledger);
    await level(running, ledger, async () => {
      await ledger.serve(view.name, next.generation);
      await ledger.leave(view.name, serving.generation);
      await ledger.wake();
    });
    return { position, tables };
  } finally {
    await snapshot.end();
  }
}

/** A build that is slower than what arrives never comes near. */
const ROUNDS = 20;
const NEAR_MS = 1000;

/** Comes so near to what serves that the rest takes a moment: the projector has to wait for that. */
async function near({ serving, advance }: Rebuild, ledger: Ledger): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await advance(await checkpointOf(ledger, serving), 'held');
    if (performance.now() - from < NEAR_MS) return;
  }
}

/** Takes the snapshot now: a transaction has one from its first look at a table. */
async function freeze(snapshot: Client, schema: string): Promise<void> {
  await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await snapshot.query('SELECT count(*) FROM pg_namespace WHERE nspname = $1', [schema]);
}

/**
 * Runs `work` while both generations stand at the same place: the projector waits at the locked checkpoint, for as long
 * as the last few events take.
 */
async function level({ serving, advance }: Rebuild, ledger: Ledger, work: () => Promise<void>): Promise<void> {
  await inTransaction(ledger.db, async () => {
    await advance(await checkpointOf(ledger, serving, 'FOR UPDATE'), 'full');
    await work();
  });
}

async function checkpointOf(
  ledger: Ledger,
  { name, generation }: Generation,
  lock: '' | 'FOR UPDATE' = '',
): Promise<Checkpoint> {
  const place = await ledger.place(name, generation, lock);
  if (place === undefined) throw new RebuildRefused(`The view ${name} was switched by somebody else meanwhile.`);
  return place;
}
