import type { LogEntry } from '@annals/eventstore';
import type { Client } from 'pg';
import type { AnyView } from '../definition/view';
import { advanceAlone, Stopped } from '../engine/alone';
import { Claims } from '../engine/claims';
import { Cursor } from '../engine/cursor';
import { dropGeneration, nextGeneration } from '../engine/generations';
import { CatchUp } from '../engine/catch-up';
import { consoleLog } from '../engine/log';
import { ProgressReport } from '../engine/progress';
import { Purged } from '../engine/purged';
import { ViewFollower } from '../engine/view-follower';
import { migrate } from '../sql/catalog';
import { aClient } from '../sql/connected';
import { Ledger, type Generation } from '../sql/ledger';
import { compare, type Checkpoint } from '../sql/position';
import { RebuildRefused, type RebuildOptions, type RebuildReport } from './rebuild-options';
import { compareAndSwitch, type Rebuild } from './switch';

/**
 * Builds a view again from the whole log, beside the generation that serves, compares both at the same place, and
 * switches in one transaction. The projector may run (it holds still for the moments of the comparison's start and the
 * switch) or not.
 * @throws RebuildRefused when somebody else rebuilds it, or this version does not serve, or so many organizations would
 * stand still that the new generation stops; LogDamaged
 */
export async function rebuild(view: AnyView, options: RebuildOptions): Promise<RebuildReport> {
  await migrate(options.databaseUrl, 'views', options.apiRole);
  const claims = await Claims.open(options.databaseUrl);
  const db = aClient({ connectionString: options.databaseUrl });
  try {
    await db.connect();
    if (!(await claims.tryTake(`annals.rebuild.${view.name}`)))
      throw new RebuildRefused(`The view ${view.name} is being rebuilt already.`);
    return await beside(view, options, db);
  } finally {
    await db.end();
    claims.close();
  }
}

async function beside(view: AnyView, options: RebuildOptions, db: Client): Promise<RebuildReport> {
  const ledger = new Ledger(db, 'views');
  const [known, identity] = [await ledger.log(), await options.eventStore.identity()];
  if (known !== undefined && known !== identity)
    throw new RebuildRefused('The views in this database follow the log of another event store: give its address.');
  const all = await ledger.generations(view.name);
  const serving = all.find(({ state, version }) => state === 'serving' && version === view.version);
  if (!serving)
    throw new RebuildRefused(
      `No generation of ${view.name} in version ${view.version} serves yet: the projector builds it.`,
    );
  // Left behind by a rebuild that was killed: we hold its lock.
  for (const left of all.filter(({ state, version }) => state === 'building' && version === view.version))
    await dropGeneration(ledger, view.name, left.generation);
  const next = await nextGeneration(ledger, view, options.apiRole);
  try {
    return await build({ view, options, serving, db, next });
  } catch (error) {
    await dropGeneration(ledger, view.name, next.generation);
    throw error instanceof Stopped && error.event ? stoppedAt(error.event, { view, serving, error }) : error;
  }
}

function stoppedAt(
  { type, id, stream, position }: LogEntry,
  { view, serving, error }: Pick<Rebuild, 'view' | 'serving'> & { readonly error: Stopped },
): RebuildRefused {
  const why = error.cause instanceof Error ? error.cause.message : error.message;
  return new RebuildRefused(
    `The new generation of ${view.name} stopped at position ${position.commit} before ${type} ${id} of ${stream} (${why}); generation ${serving.generation} serves as before.`,
    { cause: error },
  );
}

async function build({
  view,
  options,
  serving,
  db,
  next,
}: Pick<Rebuild, 'view' | 'options' | 'serving' | 'db'> & { next: Generation }): Promise<RebuildReport> {
  const { databaseUrl, eventStore, log = consoleLog(), maxBatch = 5000 } = options;
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const ledger = new Ledger(db, 'views');
  const skipped = await ledger.skipped(view.name, view.version);
  const purged = new Purged(await ledger.purged());
  const follower = new ViewFollower(view, { generation: next.generation, building: true, skipped, purged });
  const catchUp = new CatchUp({ databaseUrl, catalog: 'views', log, eject: () => undefined }, [follower], 'start');
  const cursor = new Cursor({ store: eventStore, from: 'start', signal, maxBatch, damageEnds: true });
  const started = performance.now();
  const progress = new ProgressReport(catchUp, eventStore, options.onProgress);
  let events = 0;
  const advance = async (until: Checkpoint) => {
    while (until !== 'start' && compare(catchUp.place, until) < 0) {
      const piece = await cursor.until(until);
      if (!piece) throw new Stopped('The rebuild was ended');
      await advanceAlone(catchUp, piece, { log, signal });
      events += piece.events.length;
      await progress.wrote(piece.events.length);
    }
  };
  try {
    await catchUp.open();
    const { position, tables } = await compareAndSwitch({ view, options, serving, catchUp, db, advance }, next);
    const seconds = (performance.now() - started) / 1000;
    return {
      view: view.name,
      generation: next.generation,
      position,
      events,
      seconds,
      eventsPerSecond: Math.round(events / seconds),
      tables,
      equal: tables.every(({ equal }) => equal),
    };
  } finally {
    ending.abort();
    await cursor.close();
    await catchUp.close();
  }
}
