import type { AnyView } from '../definition/view';
import { dropGeneration, nextGeneration } from '../engine/generations';
import { shapeOf } from '../sql/ddl';
import { inTransaction, type Generation, type Ledger } from '../sql/ledger';
import { partsOf } from '../sql/parts';
import type { Checkpoint } from '../sql/position';
import { RebuildRefused, type RebuildOptions } from './rebuild-options';

/** The generation that is built, and what it has already. */
export interface Beginning {
  readonly next: Generation;
  readonly place: Checkpoint;
  readonly eventsBefore: number;
}

interface Found {
  readonly view: AnyView;
  readonly all: readonly Generation[];
}

/**
 * What a rebuild that was killed or ended has built, or an empty generation. What is left is not gone on with where
 * somebody stands still in it: they are met again from the start.
 */
export async function beginning(
  ledger: Ledger,
  { view, all }: Found,
  { apiRole, anew = false }: RebuildOptions,
): Promise<Beginning> {
  const mine = all.filter(({ state, version }) => state === 'building' && version === view.version);
  const [left] = anew ? [] : await asyncFilter(mine, (each) => canGoOn(ledger, view, each));
  for (const other of mine.filter((each) => each !== left)) await dropGeneration(ledger, view.name, other.generation);
  return standing(ledger, left ?? (await nextGeneration(ledger, view, apiRole)));
}

/**
 * The generation that served before the last rebuild, to serve again.
 * @throws RebuildRefused when there is none any more
 */
export async function before(ledger: Ledger, { view, all }: Found): Promise<Beginning> {
  const left = all.find((each) => each.left && each.version === view.version && each.shape === shapeOf(view));
  if (!left)
    throw new RebuildRefused(
      `There is nothing to go back to: of ${view.name}, no generation of version ${view.version} is kept that served before. It is kept for a day after a rebuild, or until something of it has to be forgotten.`,
    );
  await inTransaction(ledger.db, () => ledger.reopen(view.name, left.generation));
  return standing(ledger, left);
}

async function standing(ledger: Ledger, next: Generation): Promise<Beginning> {
  const place = await ledger.place(next.name, next.generation);
  if (place === undefined) throw new RebuildRefused(`A build of ${next.name} was given up by somebody else meanwhile.`);
  return { next, place, eventsBefore: await ledger.handled(next.name, next.generation) };
}

async function canGoOn(ledger: Ledger, view: AnyView, { generation, shape }: Generation): Promise<boolean> {
  return (
    shape === shapeOf(view) &&
    (await ledger.place(view.name, generation)) !== undefined &&
    !(await ledger.isStopped(view.name, generation)) &&
    (await partsOf(ledger.db, ledger.catalog, { name: view.name, generation })).length === 0
  );
}

async function asyncFilter<T>(some: readonly T[], holds: (each: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept: T[] = [];
  for (const each of some) if (await holds(each)) kept.push(each);
  return kept;
}
