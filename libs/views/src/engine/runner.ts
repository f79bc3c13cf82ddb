import { setTimeout as pause } from 'node:timers/promises';
import { ENGINE_CHANNEL } from '../sql/catalog';
import { connected } from '../sql/connected';
import { Ledger } from '../sql/ledger';
import { Listener } from '../sql/listener';
import { Claims } from './claims';
import { CheckpointMoved } from './commit';
import { Engine, type EngineOptions, type Standing } from './engine';

export interface RunnerOptions extends EngineOptions {
  /** Processes with the same name and the same claims stand by for each other: one leads. */
  readonly group: string;
  /** What this process wants to lead; a claim that another group still holds is waited for beside the others. */
  readonly claims: readonly string[];
  /**
   * Where everybody stands that may run now: called at the start, and whenever generations, stops or claims changed.
   */
  readonly standing: (ledger: Ledger, claimed: ReadonlySet<string>) => Promise<readonly Standing[]>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
/** A run that lasted so long starts the pauses anew. */
const HEALTHY_MS = 30_000;

/** Keeps an engine running while this process leads, through every fault, until `signal` ends it. */
export async function runForever(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  let patience = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const started = performance.now();
    try {
      await lead(options, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (performance.now() - started > HEALTHY_MS) patience = FIRST_PAUSE_MS;
      options.log.error(
        { alarm: 'engine', group: options.group, error },
        `${options.group} was interrupted and tries again`,
      );
      await pause(patience, undefined, { signal }).catch(() => undefined);
      patience = Math.min(patience * 2, LONGEST_PAUSE_MS);
    }
  }
}

/** One term of leadership. */
async function lead(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  const term = new AbortController();
  const ended = AbortSignal.any([signal, term.signal]);
  const rounds = new Rounds();
  const claims = await Claims.open(options.databaseUrl);
  const listener = new Listener(options.databaseUrl, {
    channels: [ENGINE_CHANNEL],
    heard: () => {
      rounds.change();
    },
    deaf: () => {
      rounds.change();
    },
  });
  const end = () => {
    claims.close();
  };
  signal.addEventListener('abort', end, { once: true });
  void claims.lost.then(() => {
    term.abort(new Error('The connection that holds the locks was lost'));
  });
  try {
    await claims.wait(`annals.${options.catalog}.${options.group}`);
    await listener.start();
    const latecomers = await waitForOthers(options, claims, rounds);
    try {
      await followChanges(options, claims, { ended, rounds });
    } finally {
      latecomers.close();
    }
    if (!signal.aborted) throw term.signal.reason;
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await listener.close();
  }
}

/** Takes what is free; waits beside the engine, on a connection of its own, for what another group still leads. */
async function waitForOthers(
  { databaseUrl, claims: wanted, log }: RunnerOptions,
  claims: Claims,
  rounds: Rounds,
): Promise<{ close: () => void }> {
  const missing: string[] = [];
  for (const name of wanted) if (!(await claims.tryTake(name))) missing.push(name);
  if (missing.length === 0) return { close: () => undefined };
  log.info({ missing }, 'led by another process at the moment; waiting for them');
  const second = await Claims.open(databaseUrl);
  const waiting = async () => {
    for (const name of missing) {
      await second.wait(name);
      claims.held.add(name);
      rounds.change();
    }
  };
  // When this second connection breaks, the term goes on with what it has; the next term asks again.
  waiting().catch((error: unknown) => {
    log.info({ error }, 'stopped waiting for views that another process leads');
  });
  return second;
}

/** What an engine was started with changed: the round ends and the next one looks again. */
class Rounds {
  private current = new AbortController();

  begin(): AbortSignal {
    this.current = new AbortController();
    return this.current.signal;
  }

  change(): void {
    this.current.abort();
  }
}

/** Runs engine after engine: each change of generations, stops or claims begins a new one. */
async function followChanges(
  options: RunnerOptions,
  claims: Claims,
  { ended, rounds }: { ended: AbortSignal; rounds: Rounds },
): Promise<void> {
  while (!ended.aborted) {
    const stop = AbortSignal.any([ended, rounds.begin()]);
    const standing = await lookUp(options, claims.held);
    try {
      await new Engine(options, stop).run(standing);
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) throw error;
      options.log.info({ group: options.group }, 'a checkpoint was moved by another process; looking again');
      await pause(FIRST_PAUSE_MS);
    }
  }
}

async function lookUp(
  { databaseUrl, catalog, standing }: RunnerOptions,
  claimed: ReadonlySet<string>,
): Promise<readonly Standing[]> {
  return connected(databaseUrl, (client) => standing(new Ledger(client, catalog), claimed));
}
