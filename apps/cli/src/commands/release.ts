import type { Given } from '@annals/config';
import { followerStates, releaseView } from '@annals/views';
import { userInfo } from 'node:os';
import { CannotDo } from '../sentence';
import { connectionsOf } from './addresses';

interface Act {
  /** What was done about the cause. */
  readonly reason?: string;
  /** Who does it; the user of the machine without it. */
  readonly by?: string;
}

/** `annals release <view>`: it tries the event again at once. @throws CannotDo with a sentence for a name that nobody has, or one that is not stopped */
export async function release(name: string, { reason = '', by = userInfo().username }: Act, given: Given): Promise<void> {
  const { databaseUrl } = await connectionsOf(given, 'it has to try again');
  if (reason.trim() === '' || by.trim() === '') throw new CannotDo('A release is kept with its reason and with who did it: give both as text.');
  const states = await followerStates(databaseUrl);
  const named = states.filter((each) => each.name === name);
  const [first] = named;
  if (!first) throw new CannotDo(`There is no view or reaction "${name}". There are: ${[...new Set(states.map((each) => each.name))].join(', ')}.`);
  const isReleased = await releaseView(name, { by: `operator:${by.trim()}`, reason: reason.trim() }, { databaseUrl, catalog: first.catalog });
  if (!isReleased) throw new CannotDo(`${name} is not stopped: there is nothing to release.`);
  process.stdout.write(`${name} tries again. "annals views" shows whether it goes on.\n`);
}
