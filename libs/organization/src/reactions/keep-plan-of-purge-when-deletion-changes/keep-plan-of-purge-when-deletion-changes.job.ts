import { job } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { purgePlans } from './keep-plan-of-purge-when-deletion-changes';

const Payload = z.object({ organizationId: z.uuid() });

/** By what the stream says now: whichever change came last counts, however often and in which order this is done. */
export const keepPlanOfPurge = job({
  queue: purgePlans,
  payload: Payload,
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const { status, purgeAt } = state.lifecycle;
      if (status === 'pending_deletion' && purgeAt !== undefined) await vault.purges.plan(organizationId, purgeAt);
      if (status === 'active') await vault.purges.cancel(organizationId);
    },
});
