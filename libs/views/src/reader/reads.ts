import type { AnyView, ViewDb } from '../definition/view';
import type { Moment } from '../past/moment';
import type { Scope } from './inside';

export interface ReadOptions {
  /** `position` of a command's answer: the read waits until the view is there. */
  readonly minPosition?: string | undefined;
  /** Milliseconds to wait for it; 2000 without it. */
  readonly timeoutMs?: number;
  /** Read it as it was then, of an organization; as it is now without it. */
  readonly past?: Pick<Moment, 'sequence'> | undefined;
}

/** Whoever reads views: `ViewReader`. */
export interface Reads {
  read<V extends AnyView, T>(
    view: V,
    scope: Scope,
    run: (db: ViewDb<V>) => Promise<T>,
    options?: ReadOptions,
  ): Promise<T>;
}
