import type { Ledger } from '../sql/ledger';
import { partsOf } from '../sql/parts';
import type { Checkpoint } from '../sql/position';
import type { Standing } from './engine';
import type { Follower } from './follower';
import type { EngineLog } from './log';
import { Share } from './share';

interface Whole {
  readonly name: string;
  readonly generation: number;
  readonly place: Checkpoint;
  /** Makes the follower of a share. */
  readonly follower: (share: Share) => Follower;
}

/**
 * Who of a view or reaction may run: the whole of it, and those of its parts that were released. Who stands still until
 * an operator releases it is said.
 */
export async function standingWith(
  ledger: Ledger,
  { name, generation, place, follower }: Whole,
  log: EngineLog,
): Promise<readonly Standing[]> {
  const parts = await partsOf(ledger.db, ledger.catalog, { name, generation });
  const still = parts.filter(({ since }) => since !== undefined).map(({ owner }) => owner);
  if (still.length > 0)
    log.error(
      { alarm: 'stopped', name, owners: still },
      `${still.length} of those in ${name} stand still until an operator releases them`,
    );
  if (await ledger.isStopped(name, generation)) {
    log.error({ alarm: 'stopped', name }, `${name} stands still until an operator releases it`);
    return [];
  }
  const whole = {
    place,
    follower: follower(
      new Share(
        undefined,
        parts.map(({ owner }) => owner),
      ),
    ),
  };
  return [
    whole,
    ...parts
      .filter(({ since }) => since === undefined)
      .map((part) => ({ place: part.place, follower: follower(new Share(part.owner)) })),
  ];
}
