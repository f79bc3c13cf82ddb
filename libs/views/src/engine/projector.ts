import type { AnyView } from '../definition/view';
import { migrate } from '../sql/catalog';
import type { Log } from './cursor';
import { beginAgain, dropRetired, standingOf } from './generations';
import { adoptLog, required, requireLog, type NamedLog } from './known-log';
import { consoleLog, type EngineLog } from './log';
import { runForever } from './runner';
import { keepVacuuming } from './vacuum';

export interface ProjectorOptions {
  readonly databaseUrl: string;
  readonly eventStore: Log & NamedLog;
  readonly views: readonly AnyView[];
  /** The role that reads views. */
  readonly apiRole: string;
  /** Events in a transaction at most; 5000 without it. */
  readonly maxBatch?: number;
  readonly log?: EngineLog;
  /** Beside the tables of views: what else holds old versions of rows about people who were erased. */
  readonly alsoVacuumed?: readonly string[];
  /** Called when this process leads and everything has caught up. */
  readonly onLive?: () => void;
}

const claimOf = ({ name, version }: AnyView): string => `annals.view.${name}@${version}`;

/**
 * Keeps views live. Several processes may run it: one leads, the others stand by and take over when it goes.
 * Exactly-once effect, whatever dies: rows and checkpoint are one transaction, compare-and-swap on the old checkpoint.
 */
export class Projector {
  constructor(private readonly options: ProjectorOptions) {
    const names = options.views.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`There are two views called ${twice}`);
  }

  /**
   * Makes what the engine keeps in the database, and looks whether the log is the one that the views were made of: in a
   * copy of it all views are built again from its start. `run` does it too.
   * @throws when the database or the event store cannot be reached; OtherLog when the log is no copy
   */
  async prepare(): Promise<string | undefined> {
    const { databaseUrl, eventStore, views, apiRole, log = consoleLog() } = this.options;
    await migrate(databaseUrl, 'views', apiRole);
    return adoptLog({
      databaseUrl,
      catalog: 'views',
      store: eventStore,
      moveTo: async (ledger) => {
        log.info(
          { views: views.map(({ name }) => name) },
          'this log is a copy of the one that the views were made of: all of them are built again',
        );
        await beginAgain(ledger, views, apiRole);
      },
    });
  }

  /** Settles when `signal` was aborted and the transaction in hand is done. @throws as `prepare` at the start */
  async run(signal: AbortSignal): Promise<void> {
    const {
      databaseUrl,
      eventStore,
      views,
      apiRole,
      maxBatch = 5000,
      log = consoleLog(),
      onLive,
      alsoVacuumed = [],
    } = this.options;
    const identity = await this.prepare();
    const release = views.map(claimOf).sort();
    const vacuuming = keepVacuuming({ databaseUrl, others: alsoVacuumed, log }, signal);
    await runForever(
      {
        databaseUrl,
        catalog: 'views',
        store: required(eventStore, { databaseUrl, catalog: 'views', identity }),
        maxBatch,
        log,
        ...(onLive ? { onLive } : {}),
        claims: release,
        // Releases with other views or versions are other groups: each advances its own generations.
        group: `projector ${release.join(' ')}`,
        standing: async (ledger, claimed) => {
          await requireLog(ledger, { store: eventStore, identity });
          const mine = views.filter((view) => claimed.has(claimOf(view)));
          await dropRetired(ledger, mine, log);
          return standingOf(ledger, mine, { role: apiRole, log });
        },
      },
      signal,
    );
    await vacuuming;
  }
}
