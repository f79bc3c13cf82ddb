import type { LogEntry, StoredRecord } from '@annals/eventstore';
import { Pool, type PoolClient } from 'pg';
import type { AnyView } from '../definition/view';
import type { EngineLog } from '../engine/log';
import { viewTypes } from '../reader/inside';
import type { Reads } from '../reader/reads';
import { Ledger } from '../sql/ledger';
import { Listener } from '../sql/listener';
import { name } from '../sql/write';
import { PAST_CHANNEL, parseAsk } from './asks';
import { eventsOf, type Subject } from './events';
import { dropFold, goOn, keptFold, REGISTRY, used } from './folds';
import { Slots } from './slots';
import { sweepFolds } from './sweep';

export interface PastFolderOptions {
  readonly databaseUrl: string;
  /** The role that reads folds; row-level security binds it. */
  readonly role: string;
  readonly views: readonly AnyView[];
  readonly reader: Reads;
  /** Opens events as they are stored; what was erased is `Erased`. */
  readonly open: (records: readonly StoredRecord[]) => Promise<readonly LogEntry[]>;
  /** Whether anything of an organization was erased since an instant of the database's clock. */
  readonly erasedSince: (organization: string, instant: string) => Promise<boolean>;
  readonly log: EngineLog;
}

/** Folds that go on at a time: of one organization, and in this process. Asks beyond `waiting` are asked again. */
const AT_ONCE = { each: 2, all: 3, waiting: 64 };
const SWEEP_MS = 15_000;

/**
 * Puts views together as they were (architecture §6, third life), as far as somebody looks back: the history of an
 * organization is folded by the handlers of the view into tables that hold every version of every row, so that one fold
 * serves each instant up to where it goes. Readers ask by a notification and may not write; any number of processes
 * fold, and one goes on where another one ended. Folds can be made again at any time.
 */
export class PastFolder {
  private readonly pool: Pool;
  private readonly listener: Listener;
  private readonly slots = new Slots(AT_ONCE);
  private readonly going = new Map<string, { readonly done: Promise<void>; upTo: number }>();
  private sweeping: NodeJS.Timeout | undefined;
  private ending = false;

  constructor(private readonly options: PastFolderOptions) {
    this.pool = new Pool({ connectionString: options.databaseUrl, max: AT_ONCE.all + 2, types: viewTypes });
    this.pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    this.pool.on('error', () => undefined);
    this.listener = new Listener(options.databaseUrl, {
      channels: [PAST_CHANNEL],
      heard: (payload) => {
        this.heard(payload);
      },
      // Who still waits asks again.
      deaf: () => undefined,
    });
  }

  /** Makes what folds are noted in, and listens from then on. */
  async start(): Promise<void> {
    const role = name(this.options.role);
    await this.withClient((client) =>
      client.query(
        `BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('annals.past', 0)); ${REGISTRY}
         GRANT USAGE ON SCHEMA past TO ${role}; GRANT SELECT ON past.folds TO ${role}; COMMIT`,
      ),
    );
    await this.listener.start();
    this.sweeping = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.options.log.error({ err: error }, 'Folds of the past could not be swept');
      });
    }, SWEEP_MS).unref();
  }

  /** Ends what nobody uses, what is too much, and what holds something that was erased. */
  async sweep(): Promise<void> {
    await sweepFolds(this.pool, (organization, since) => this.options.erasedSince(organization, since));
  }

  /** Ends after the events that are being folded. */
  async stop(): Promise<void> {
    this.ending = true;
    clearInterval(this.sweeping);
    await this.listener.close();
    await Promise.allSettled([...this.going.values()].map(({ done }) => done));
    await this.pool.end();
  }

  private heard(payload: string): void {
    const ask = parseAsk(payload);
    const view = this.options.views.find((each) => each.name === ask?.view && each.version === ask.version);
    if (!ask || !view || this.ending) return;
    const subject = { view, organization: ask.organization.toLowerCase() };
    const key = `${view.name} ${subject.organization}`;
    const going = this.going.get(key);
    if (going) going.upTo = Math.max(going.upTo, ask.upTo);
    else if (!this.slots.isFull()) this.begin(key, subject, ask.upTo);
  }

  private begin(key: string, subject: Subject, upTo: number): void {
    const wanted = { upTo };
    const done = this.slots
      .inTurn(subject.organization, () => this.withClient((client) => this.fold(client, subject, wanted)))
      .catch((error: unknown) => {
        const facts = { err: error, view: subject.view.name, organization: subject.organization };
        this.options.log.error(facts, 'A view could not be put together as it was');
      })
      .finally(() => {
        this.going.delete(key);
      });
    this.going.set(key, Object.assign(wanted, { done }));
  }

  /** @param wanted how far; it may become further meanwhile */
  private async fold(client: PoolClient, subject: Subject, wanted: { readonly upTo: number }): Promise<void> {
    const kept = await keptFold(client, subject);
    if (kept && (await this.options.erasedSince(subject.organization, kept.begunAt)))
      await dropFold(client, kept.schema);
    else if (kept && kept.upTo >= wanted.upTo) return used(client, kept);
    const skipped = await new Ledger(client, 'views').skipped(subject.view.name, subject.view.version);
    const events = eventsOf(this.options);
    const { role } = this.options;
    for (let have = 0; have < wanted.upTo && !this.ending;)
      have = await goOn(client, subject, { role, upTo: wanted.upTo, events, skipped });
  }

  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      const result = await work(client);
      broken = false;
      return result;
    } finally {
      client.release(broken);
    }
  }
}
