import { LogDamaged, type LogEntry } from '@annals/eventstore';
import type { AnyView } from '../definition/view';
import { advanceAlone, Stopped } from '../engine/alone';
import { Claims } from '../engine/claims';
import { Cursor } from '../engine/cursor';
import { dropGeneration, rebuildClaim } from '../engine/generations';
import { CatchUp } from '../engine/catch-up';
import { consoleLog } from '../engine/log';
import { ProgressReport } from '../engine/progress';
import { Purged } from '../engine/purged';
import { ViewFollower } from '../engine/view-follower';
import { migrate } from '../sql/catalog';
import { aClient } from '../sql/connected';
import { Ledger, type Generation } from '../sql/ledger';
import { compare, type Checkpoint } from '../sql/position';
import { before, beginning, type Beginning } from './beginning';
import { RebuildRefused, type RebuildOptions, type RebuildReport } from './rebuild-options';
import { compareAndSwitch, type Rebuild } from './switch';
import { throttle } from './throttle';

/**
 * Builds a view again from the whole log, beside the generation that serves, compares both at the same place, and
 * switches in one transaction. What a rebuild before had built when it was killed or ended is gone on with. The
 * projector may run (it holds still for the moments of the comparison's start and the switch) or not.
 * @throws RebuildRefused when somebody else rebuilds it, or this version does not serve, or so many organizations would
 * stand still that the new generation stops; LogDamaged
 */
export const rebuild = (view: AnyView, options: RebuildOptions): Promise<RebuildReport> =>
  alone(view, options, (ledger, found) => beginning(ledger, found, options));

/**
 * Lets the generation serve again that did so before the last rebuild: it catches up with what happened since, both are
 * compared, and switched as after a rebuild. A second one goes forward again.
 * @throws RebuildRefused as `rebuild`, and when there is nothing to go back to
 */
export const rollBack = (view: AnyView, options: RebuildOptions): Promise<RebuildReport> =>
  alone(view, options, before);

type Begin = (
  ledger: Ledger,
  found: { readonly view: AnyView; readonly all: readonly Generation[] },
) => Promise<Beginning>;

/** Nobody else builds this view meanwhile. */
async function alone(view: AnyView, options: RebuildOptions, begin: Begin): Promise<RebuildReport> {
  await migrate(options.databaseUrl, 'views', options.apiRole);
  const claims = await Claims.open(options.databaseUrl);
  const db = aClient({ connectionString: options.databaseUrl });
  try {
    await db.connect();
    if (!(await claims.tryTake(rebuildClaim(view.name))))
      throw new RebuildRefused(`The view ${view.name} is being rebuilt already.`);
    return await beside({ view, options, db }, begin);
  } finally {
    await db.end();
    claims.close();
  }
}

async function beside({ view, options, db }: Pick<Rebuild, 'view' | 'options' | 'db'>, begin: Begin) {
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
  const from = await begin(ledger, { view, all });
  try {
    return await build({ view, options, serving, db }, from);
  } catch (error) {
    const stopped = error instanceof Stopped && error.event ? { error, event: error.event } : undefined;
    // Nothing could go on with what stands before such an event.
    if (stopped || error instanceof LogDamaged) await dropGeneration(ledger, view.name, from.next.generation);
    throw stopped ? stoppedAt(stopped.event, { view, serving, error: stopped.error }) : error;
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

async function build(
  { view, options, serving, db }: Pick<Rebuild, 'view' | 'options' | 'serving' | 'db'>,
  { next, place, eventsBefore }: Beginning,
): Promise<RebuildReport> {
  const { databaseUrl, eventStore, log = consoleLog(), maxBatch = 5000 } = options;
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const ledger = new Ledger(db, 'views');
  const skipped = await ledger.skipped(view.name, view.version);
  const purged = new Purged(await ledger.purged());
  const follower = new ViewFollower(view, { generation: next.generation, building: true, skipped, purged });
  const catchUp = new CatchUp({ databaseUrl, catalog: 'views', log, eject: () => undefined }, [follower], place);
  const cursor = new Cursor({ store: eventStore, from: place, signal, maxBatch, damageEnds: true });
  const started = performance.now();
  const progress = new ProgressReport(catchUp, eventStore, options.onProgress);
  const hold = throttle(options.eventsPerSecond);
  let events = 0;
  const advance = async (until: Checkpoint, speed: 'held' | 'full') => {
    while (until !== 'start' && compare(catchUp.place, until) < 0) {
      const piece = await cursor.until(until);
      if (!piece) throw new Stopped('The rebuild was ended; the next one goes on with what is built');
      await advanceAlone(catchUp, piece, { log, signal });
      events += piece.events.length;
      await progress.wrote(piece.events.length);
      if (speed === 'held') await hold(piece.events.length, signal);
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
      events: eventsBefore + events,
      eventsBefore,
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
