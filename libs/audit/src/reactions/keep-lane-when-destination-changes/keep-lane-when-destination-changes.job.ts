import { id } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { job } from '@annals/platform';
import { z } from 'zod';
import { AUDIT_LANES } from '../../oversight/audit-lanes';
import { secretOf } from '../../oversight/destinations';
import { oversight } from '../../oversight/oversight';
import { KEEP_LANE } from './keep-lane-when-destination-changes';

/** Looks at the stream: what the destination is now counts, whichever job comes last. */
export const keepLane = job({
  queue: KEEP_LANE,
  payload: z.object({ organizationId: id, destinationId: id }),
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId, destinationId }) => {
      const { state } = await eventStore.state({ stream: oversight, id: [organizationId] }, 0);
      const one = state.destinations.get(destinationId);
      const [lane, secret] = [
        { organizationId, laneId: destinationId },
        { organizationId, kind: secretOf(destinationId) },
      ];
      await vault.payloads.keepOnly(secret, one?.secret);
      if (one === undefined) return vault.deliveryLanes.forget(lane);
      const { start, after, isPaused } = one;
      await vault.deliveryLanes.keep(
        { ...lane, kind: AUDIT_LANES, start, after, isPaused },
        fromMilliseconds(Date.now()),
      );
    },
});
