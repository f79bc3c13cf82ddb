import { refused } from '@annals/contracts';
import type { Kysely } from 'kysely';
import { Pool } from 'pg';
import type { AnyView, TablesOf } from '../definition/view';
import { schemaOf } from '../sql/ddl';
import { readInside, viewTypes, type Scope } from './inside';
import type { Moved } from './moved';
import { keyOf, Watch } from './watch';

export interface ViewReaderOptions {
  readonly databaseUrl: string;
  /** Role of every connection; it owns no table, so row-level security binds it. */
  readonly role: string;
  /** The views that this process reads, in the versions that its code knows. */
  readonly views: readonly AnyView[];
  /** Connections at most; 8 without it. */
  readonly poolSize?: number;
}

export interface ReadOptions {
  /** `position` of a command's answer: the read waits until the view is there. */
  readonly minPosition?: string;
  /** Milliseconds to wait for it; 2000 without it. */
  readonly timeoutMs?: number;
}

/** SQLSTATE of a schema or table that is gone: the generation was dropped after we looked it up. */
const GONE = new Set(['3F000', '42P01']);

/** Reads views inside row-level security, on their serving generation. */
export class ViewReader {
  private readonly pool: Pool;
  private readonly watch: Watch;
  private readonly serving = new Map<string, Promise<number | undefined>>();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: ViewReaderOptions) {
    const { databaseUrl, poolSize = 8 } = options;
    this.pool = new Pool({ connectionString: databaseUrl, max: poolSize, types: viewTypes });
    // In hand, a broken connection fails what is awaited on it.
    this.pool.on('connect', (client) => { client.on('error', () => undefined); });
    // A broken idle connection is replaced by the pool; the next read says so if it lasts.
    this.pool.on('error', () => undefined);
    this.watch = new Watch(databaseUrl, this.pool, (view) => {
      if (view === undefined) this.serving.clear();
      else this.serving.delete(view);
    });
  }

  /**
   * Runs a query that sees the rows of one organization (or account) only, in one snapshot.
   * @throws Refused READ_MODEL_BEHIND when the view is not at `minPosition` in time, or is being built: `{ view, have, want }` or `{ view, progress }`
   */
  async read<V extends AnyView, T>(view: V, scope: Scope, run: (db: Kysely<TablesOf<V>>) => Promise<T>, options: ReadOptions = {}): Promise<T> {
    const patience = options.minPosition === undefined ? 0 : options.timeoutMs ?? 2000;
    const generation = options.minPosition === undefined ? await this.generationFor(view) : await this.reached(view, options.minPosition, patience);
    try {
      return await readInside<TablesOf<V>, T>(this.pool, { schema: schemaOf(view.name, generation), role: this.options.role, scope }, run);
    } catch (error) {
      if (!isGone(error) || await this.generationFor(view, { anew: true }) === generation) throw error;
      return this.read(view, scope, run, options);
    }
  }

  /** What the projector commits, from now on: for live streams. Ends when the reader is closed. */
  moved(): AsyncIterable<Moved> {
    return this.watch.moved();
  }

  close(): Promise<void> {
    this.closing ??= this.watch.close().then(() => this.pool.end());
    return this.closing;
  }

  /** The generation to read, once it is at `minPosition`. One that is switched meanwhile sends us to the next, with the time that is left. */
  private async reached(view: AnyView, minPosition: string, patience: number): Promise<number> {
    const deadline = performance.now() + patience;
    const want = BigInt(minPosition);
    for (;;) {
      const timeoutMs = Math.max(deadline - performance.now(), 0);
      const generation = await this.generationFor(view, { patience: timeoutMs });
      const have = await this.watch.reach(keyOf(view.name, generation), want, timeoutMs);
      if (have >= want) return generation;
      if (performance.now() >= deadline) throw refused('READ_MODEL_BEHIND', { view: view.name, have: String(have < 0n ? 0n : have), want: minPosition });
    }
  }

  /** The generation with this code's version: looked up once, and again when the engine says that one was switched. Waits so long for one that is being built. */
  private async generationFor(view: AnyView, { anew = false, patience = 0 }: { anew?: boolean; patience?: number } = {}): Promise<number> {
    const deadline = performance.now() + patience;
    for (let again = anew; ; again = true) {
      const generation = await this.cached(view, again);
      if (generation !== undefined) return generation;
      const left = deadline - performance.now();
      if (left <= 0) throw refused('READ_MODEL_BEHIND', { view: view.name, progress: await this.progress(view) });
      await this.watch.change(left);
    }
  }

  private async cached(view: AnyView, anew: boolean): Promise<number | undefined> {
    const known = (anew ? undefined : this.serving.get(view.name)) ?? this.lookUp(view);
    this.serving.set(view.name, known);
    try {
      const generation = await known;
      if (generation === undefined) this.serving.delete(view.name);
      return generation;
    } catch (error) {
      this.serving.delete(view.name);
      throw error;
    }
  }

  /** The serving one; while a newer version serves, the retired one of our version. */
  private async lookUp({ name: view, version }: AnyView): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ generation: number }>(
      `SELECT generation FROM views.generations WHERE name = $1 AND version = $2 AND state <> 'building' ORDER BY state = 'serving' DESC, generation DESC LIMIT 1`, [view, version])
      .catch((error: unknown) => { if (isGone(error)) return { rows: [] }; throw error; });
    return rows[0]?.generation;
  }

  private async progress({ name: view, version }: AnyView): Promise<unknown> {
    const { rows } = await this.pool.query<{ progress: unknown }>(`SELECT progress FROM views.generations WHERE name = $1 AND version = $2 AND state = 'building'`, [view, version])
      .catch((error: unknown) => { if (isGone(error)) return { rows: [] }; throw error; });
    return rows[0]?.progress ?? null;
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && GONE.has(String(error.code));
