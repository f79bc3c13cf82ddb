import { setTimeout as pause } from 'node:timers/promises';
import { refused } from '@annals/contracts';
import type { Pool } from 'pg';
import type { AnyView, TablesOf, ViewDb } from '../definition/view';
import { readInside } from '../reader/inside';
import { isGone } from '../reader/serving';
import { PAST_CHANNEL, type PastAsk } from './asks';
import type { Subject } from './events';
import { keptFold, type Kept } from './folds';

export interface PastOptions {
  /** As the reader's: row-level security binds it here, too. */
  readonly role: string;
  /** Whether anything of an organization was erased since an instant of the database's clock. */
  readonly erasedSince: (organization: string, instant: string) => Promise<boolean>;
  /** Milliseconds that a reader waits for a fold, which goes on without them; 8000 without it. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 8_000;
/** It is looked whether a fold is there after so long, then ever more seldom; and asked for again now and then. */
const LOOK = { firstMs: 8, mostMs: 100, askAgainMs: 1_000 };

/** Reads views as they were, where `PastFolder` puts them together. */
export class PastViews {
  constructor(
    private readonly pool: Pool,
    private readonly options: PastOptions,
  ) {}

  /**
   * Runs a query on a view as it was after an event of the organization.
   * @throws Refused PAST_NOT_READY when folding takes longer than who asks waits
   */
  async read<V extends AnyView, T>(
    view: V,
    { organization, sequence }: { readonly organization: string; readonly sequence: number },
    run: (db: ViewDb<V>) => Promise<T>,
  ): Promise<T> {
    const subject = { view, organization: organization.toLowerCase() };
    for (let tries = 0; ; tries += 1) {
      const { schema } = await this.folded(subject, sequence);
      const walls = { schema, role: this.options.role, scope: { organization }, at: sequence };
      try {
        return await readInside<TablesOf<V>, T>(this.pool, walls, run);
      } catch (error) {
        // It was swept in this moment: then it is made again.
        if (!isGone(error) || tries > 1) throw error;
      }
    }
  }

  private async folded(subject: Subject, sequence: number): Promise<Kept> {
    const { patienceMs = PATIENCE_MS } = this.options;
    const begun = performance.now();
    let askedAt = -Infinity;
    for (let wait = LOOK.firstMs; ; wait = Math.min(wait * 1.5, LOOK.mostMs)) {
      const kept = await this.unerased(subject);
      const isThere = kept !== undefined && kept.upTo >= sequence;
      if (!isThere && performance.now() - begun > patienceMs)
        throw refused('PAST_NOT_READY', { view: subject.view.name, have: kept?.upTo ?? 0, want: sequence });
      if ((isThere && kept.isIdle) || (!isThere && performance.now() - askedAt > LOOK.askAgainMs)) {
        askedAt = performance.now();
        await this.ask(subject, sequence);
      }
      if (isThere) return kept;
      await pause(wait);
    }
  }

  /** The fold that is kept, unless something that it may hold was erased: then there is none, and it is ended. */
  private async unerased(subject: Subject): Promise<Kept | undefined> {
    const kept = await keptFold(this.pool, subject).catch((error: unknown) => {
      if (isGone(error)) return undefined; // nothing was ever folded here
      throw error;
    });
    return kept && (await this.options.erasedSince(subject.organization, kept.begunAt)) ? undefined : kept;
  }

  private async ask({ view, organization }: Subject, upTo: number): Promise<void> {
    const ask: PastAsk = { view: view.name, version: view.version, organization, upTo };
    await this.pool.query('SELECT pg_notify($1, $2)', [PAST_CHANNEL, JSON.stringify(ask)]);
  }
}
