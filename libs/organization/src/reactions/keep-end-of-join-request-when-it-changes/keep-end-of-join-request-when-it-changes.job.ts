import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { KEEP_JOIN_REQUEST_END } from './keep-end-of-join-request-when-it-changes';

/** Looks at the stream: what is true of the request now counts, whichever job comes last. */
export const keepJoinRequestEnd = job({
  queue: KEEP_JOIN_REQUEST_END,
  payload: z.object({ organizationId: id, requestId: id }),
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId, requestId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const request = state.joinRequests.all.get(requestId);
      const end = { organizationId, id: requestId };
      await (request?.status === 'open'
        ? vault.joinRequestEnds.keep({ ...end, due: request.expiresAt })
        : vault.joinRequestEnds.forget(end));
    },
});
