import { refused } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import { Pool } from 'pg';
import type { AnyView, TablesOf, ViewDb } from '../definition/view';
import { schemaOf } from '../sql/ddl';
import { readInside, viewTypes, type Scope } from './inside';
import type { Moment } from '../past/moment';
import { Moments, type EventPlace, type Extent } from '../past/moments';
import { PastViews, type PastOptions } from '../past/past-views';
import type { Moved } from './moved';
import type { ReadOptions, Reads } from './reads';
import { isGone, lookUpServing, standingOf, type Serving } from './serving';
import { Watch, type Key } from './watch';

export interface ViewReaderOptions {
  readonly databaseUrl: string;
  /** Role of every connection; it owns no table, so row-level security binds it. */
  readonly role: string;
  /** The views that this process reads, in the versions that its code knows. */
  readonly views: readonly AnyView[];
  /** Connections at most; 8 without it. */
  readonly poolSize?: number;
  /**
   * For those who look back (E1); without it nobody does here.
   */
  readonly past?: Omit<PastOptions, 'role'>;
  /** Told at each read of the past. */
  readonly lookedBack?: (moment: Pick<Moment, 'sequence'>) => void;
  /**
   * Told at each read of rows that stand still since then: their view met an event of their owner that it cannot take.
   */
  readonly standsStill?: (since: Instant) => void;
}

/** Reads views inside row-level security, on their serving generation. */
export class ViewReader implements Reads {
  private readonly pool: Pool;
  private readonly watch: Watch;
  private readonly serving = new Map<string, Promise<Serving | undefined>>();
  private readonly moments = new Moments(this);
  private readonly past: PastViews | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: ViewReaderOptions) {
    const { databaseUrl, poolSize = 8, past } = options;
    this.pool = new Pool({ connectionString: databaseUrl, max: poolSize, types: viewTypes });
    this.past = past && new PastViews(this.pool, { ...past, role: options.role });
    // In hand, a broken connection fails what is awaited on it.
    this.pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    // A broken idle connection is replaced by the pool; the next read says so if it lasts.
    this.pool.on('error', () => undefined);
    this.watch = new Watch(databaseUrl, this.pool, (view) => {
      if (view === undefined) this.serving.clear();
      else this.serving.delete(view);
    });
  }

  /**
   * Runs a query that sees the rows of one organization (or account) only, in one snapshot. Rows that stand still are
   * read as they are, at once.
   * @throws Refused READ_MODEL_BEHIND when the view is not at `minPosition` in time, or is being built: `{ view, have,
   * want }` or `{ view, progress }`
   */
  async read<V extends AnyView, T>(
    view: V,
    scope: Scope,
    run: (db: ViewDb<V>) => Promise<T>,
    options: ReadOptions = {},
  ): Promise<T> {
    if (options.past) return this.readPast(view, scope, run, options.past);
    const owner = ('organization' in scope ? scope.organization : scope.account).toLowerCase();
    const { generation, since } = await this.found(view, owner, options);
    try {
      const result = await readInside<TablesOf<V>, T>(
        this.pool,
        { schema: schemaOf(view.name, generation), role: this.options.role, scope },
        run,
      );
      if (since !== undefined) this.options.standsStill?.(since);
      return result;
    } catch (error) {
      if (!isGone(error) || (await this.servingOf(view, { anew: true })).generation === generation) throw error;
      return this.read(view, scope, run, options);
    }
  }

  /** @throws Error where this process does not look back, or for an account: nobody looks back at those */
  private readPast<V extends AnyView, T>(
    view: V,
    scope: Scope,
    run: (db: ViewDb<V>) => Promise<T>,
    { sequence }: Pick<Moment, 'sequence'>,
  ): Promise<T> {
    if (!this.past || !('organization' in scope)) throw new Error(`The view ${view.name} is not looked back at here`);
    const then = { organization: scope.organization, sequence };
    return this.past.read(view, then, run).then((result) => {
      this.options.lookedBack?.({ sequence });
      return result;
    });
  }

  /**
   * A moment in the history of an organization. @throws Refused INSTANT_BEFORE_CREATION, INSTANT_IN_FUTURE
   */
  moment(organization: string, asked: number | Instant, options: ReadOptions = {}): Promise<Moment> {
    return this.moments.find(organization, asked, options);
  }

  /** An event of an organization and its neighbours, as far as there are any. */
  around(organization: string, sequence: number, options: ReadOptions = {}): Promise<readonly EventPlace[]> {
    return this.moments.around(organization, sequence, options);
  }

  /** How far the history of an organization goes, and how much happened on each day. */
  extent(organization: string, options: ReadOptions = {}): Promise<Extent> {
    return this.moments.extent(organization, options);
  }

  /**
   * How far a view is of an organization: with it as `minPosition`, a read shows everything up to there.
   * @throws Refused READ_MODEL_BEHIND as `read`
   */
  async position(view: AnyView, organization: string, options: ReadOptions = {}): Promise<string> {
    const { key } = await this.found(view, organization.toLowerCase(), options);
    const have = await this.watch.reach(key, 0n, 0);
    return String(have < 0n ? 0n : have);
  }

  /**
   * How many rows a view has of an organization, in all its tables.
   * @throws Refused READ_MODEL_BEHIND as `read`
   */
  async rowsOf(view: AnyView, organization: string, options: ReadOptions = {}): Promise<number> {
    const tables = view.plan.filter(({ columns }) => columns.some(({ name }) => name === 'organization_id'));
    return this.read(
      view,
      { organization },
      async (db) => {
        let rows = 0;
        for (const { name } of tables) {
          const { rows: counted } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(name)}`.execute(db);
          rows += Number(counted[0]?.n ?? 0);
        }
        return rows;
      },
      options,
    );
  }

  /** What the projector commits, from now on: for live streams. Ends when the reader is closed. */
  moved(): AsyncIterable<Moved> {
    return this.watch.moved();
  }

  close(): Promise<void> {
    this.closing ??= this.watch.close().then(() => this.pool.end());
    return this.closing;
  }

  /**
   * What to read, once it is at `minPosition`; one that is switched meanwhile sends us to the next, with the time that
   * is left. Who stands still is not waited for.
   */
  private async found(
    view: AnyView,
    owner: string,
    { minPosition, timeoutMs = 2000 }: ReadOptions,
  ): Promise<{ readonly generation: number; readonly since: Instant | undefined; readonly key: Key }> {
    const deadline = performance.now() + (minPosition === undefined ? 0 : timeoutMs);
    const want = BigInt(minPosition ?? -1);
    for (;;) {
      const patience = Math.max(deadline - performance.now(), 0);
      const serving = await this.servingOf(view, { patience });
      const { since, key } = standingOf(view, serving, owner);
      const standing = { generation: serving.generation, since, key };
      if (minPosition === undefined || since !== undefined) return standing;
      const have = await this.watch.reach(key, want, patience);
      if (have >= want) return standing;
      if (performance.now() >= deadline)
        throw refused('READ_MODEL_BEHIND', { view: view.name, have: String(have < 0n ? 0n : have), want: minPosition });
    }
  }

  /**
   * What serves this code's version: looked up once, and again when the engine says that it may be another. Waits so
   * long for one that is being built.
   */
  private async servingOf(
    view: AnyView,
    { anew = false, patience = 0 }: { anew?: boolean; patience?: number } = {},
  ): Promise<Serving> {
    const deadline = performance.now() + patience;
    for (let again = anew; ; again = true) {
      const serving = await this.cached(view, again);
      if (serving !== undefined) return serving;
      const left = deadline - performance.now();
      if (left <= 0) throw refused('READ_MODEL_BEHIND', { view: view.name, progress: await this.progress(view) });
      await this.watch.change(left);
    }
  }

  private async cached(view: AnyView, anew: boolean): Promise<Serving | undefined> {
    const known =
      (anew ? undefined : this.serving.get(view.name)) ??
      this.watch.listening().then(() => lookUpServing(this.pool, view));
    this.serving.set(view.name, known);
    try {
      const serving = await known;
      if (serving === undefined) this.serving.delete(view.name);
      return serving;
    } catch (error) {
      this.serving.delete(view.name);
      throw error;
    }
  }

  private async progress({ name: view, version }: AnyView): Promise<unknown> {
    const { rows } = await this.pool
      .query<{ progress: unknown }>(
        `SELECT progress FROM views.generations WHERE name = $1 AND version = $2 AND state = 'building'`,
        [view, version],
      )
      .catch((error: unknown) => {
        if (isGone(error)) return { rows: [] };
        throw error;
      });
    return rows[0]?.progress ?? null;
  }
}
