import type { GivenSettings } from '@annals/config';
import { followerStates, listStops, releaseView } from '@annals/views';
import { userInfo } from 'node:os';
import { CannotDo } from '../sentence';
import { connectionsOf } from './addresses';

interface Act {
  /** What was done about the cause. */
  readonly reason?: string;
  /** Who does it; the user of the machine without it. */
  readonly by?: string;
  /** Whom to release; everybody who stands still without it. */
  readonly organization?: string;
  /** Pass over the event instead of trying it again. */
  readonly skip?: boolean;
}

/**
 * `annals release <view>`: who stands still in it tries the event again at once, or passes over it for ever.
 * @throws CannotDo with a sentence for a name that nobody has, one in which nobody stands still, or a skip that does
 * not say whose event
 */
export async function release(
  name: string,
  { reason = '', by = userInfo().username, organization, skip = false }: Act,
  given: GivenSettings,
): Promise<void> {
  const { databaseUrl } = await connectionsOf(given, 'it has to try again');
  if (reason.trim() === '' || by.trim() === '')
    throw new CannotDo('A release is kept with its reason and with who did it: give both as text.');
  const states = await followerStates(databaseUrl);
  const named = states.filter((each) => each.name === name);
  const [first] = named;
  if (!first)
    throw new CannotDo(
      `There is no view or reaction "${name}". There are: ${[...new Set(states.map((each) => each.name))].join(', ')}.`,
    );
  const options = { databaseUrl, catalog: first.catalog } as const;
  const standing = (await listStops(options)).filter(
    (stop) => stop.name === name && !stop.released && (organization === undefined || stop.owner === organization),
  );
  if (skip && standing.length > 1)
    throw new CannotDo(
      `${standing.length} organizations stand still in ${name}: say whose event to pass over by --organization <id>.`,
    );
  const isReleased = await releaseView(
    name,
    { by: `operator:${by.trim()}`, reason: reason.trim(), skip, owner: organization },
    options,
  );
  if (!isReleased)
    throw new CannotDo(
      `${organization ?? 'Nobody'} ${organization === undefined ? 'stands' : 'does not stand'} still in ${name}: there is nothing to release.`,
    );
  process.stdout.write(
    `${name} ${skip ? `passes over event ${standing[0]?.eventId ?? ''}, now and whenever it is rebuilt` : 'tries again'}. "annals views" shows whether it goes on.\n`,
  );
}
