import type { GivenSettings } from '@annals/config';
import { rebuildScript } from '../supervisor/scripts';
import { addressesOf } from './addresses';
import { runScript } from './run-alone';

/** `annals rebuild <view...>`: runs the projector's rebuild beside the installation that serves. */
export async function rebuild(views: readonly string[], given: GivenSettings): Promise<void> {
  await runScript(rebuildScript, views, {
    ...given.flags,
    ...addressesOf(given, 'a view is rebuilt while the old one serves', 'projector'),
  });
}
