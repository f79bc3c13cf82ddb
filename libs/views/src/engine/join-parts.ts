import { partName } from '../sql/part-name';
import { joinPart } from '../sql/parts';
import { CheckpointMoved } from './commit';
import type { CatchUp } from './catch-up';

/**
 * Parts that have caught up with their wholes go into them. Call it while nothing is being folded or written. @throws
 * CheckpointMoved
 */
export async function joinParts(catchUp: CatchUp): Promise<void> {
  const { place, followers, ledger } = catchUp;
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
    catchUp.remove(part);
    whole.share.takeBack(owner);
    whole.forget();
  }
}
