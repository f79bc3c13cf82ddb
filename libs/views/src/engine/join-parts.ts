import { partName } from '../sql/part-name';
import { joinPart } from '../sql/parts';
import { CheckpointMoved } from './commit';
import type { Lane } from './lane';

/**
 * Parts that have caught up with their wholes go into them. Call it while nothing is being folded or written. @throws
 * CheckpointMoved
 */
export async function joinParts(lane: Lane): Promise<void> {
  const { place, followers, ledger } = lane;
  for (const part of followers) {
    const {
      name,
      generation,
      share: { owner },
    } = part;
    if (owner === undefined || place === 'start') continue;
    const whole = followers.find((each) => each.generation === generation && partName(each.name, owner) === name);
    if (!whole) continue;
    if (!(await joinPart(ledger, { name, generation, at: place })))
      throw new CheckpointMoved(`${name} is not where it was left`);
    lane.remove(part);
    whole.share.takeBack(owner);
    whole.forget();
  }
}
