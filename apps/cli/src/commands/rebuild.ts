import type { GivenSettings } from '@annals/config';
import { rebuildScript } from '../supervisor/scripts';
import { addressesOf } from './addresses';
import { runScript } from './run-alone';

interface How {
  readonly eventsPerSecond?: string;
  readonly anew?: boolean;
  readonly back?: boolean;
}

/** `annals rebuild <view...>`: runs the projector's rebuild beside the installation that serves. */
export async function rebuild(
  views: readonly string[],
  { eventsPerSecond, anew = false, back = false }: How,
  given: GivenSettings,
): Promise<void> {
  const how = [
    ...(eventsPerSecond === undefined ? [] : [`--events-per-second=${eventsPerSecond}`]),
    ...(anew ? ['--anew'] : []),
    ...(back ? ['--back'] : []),
  ];
  await runScript(rebuildScript, [...how, '--', ...views], {
    ...given.flags,
    ...addressesOf(given, 'a view is rebuilt while the old one serves', 'projector'),
  });
}
