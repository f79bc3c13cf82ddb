import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { KEEP_APP_ACCESS_END } from './keep-end-of-app-access-when-it-changes';

/** Looks at the stream: what is true of it now counts, whichever job comes last. One that was replaced is gone. */
export const keepAppAccessEnd = job({
  queue: KEEP_APP_ACCESS_END,
  payload: z.object({ organizationId: id, id }),
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId, id: thing }) => {
      const { grants, links } = (await eventStore.state({ stream: fleet, id: [organizationId] }, 0)).state;
      const due = grants.all.get(thing)?.until ?? grants.requests.get(thing)?.expiresAt ?? links.get(thing)?.until;
      const end = { organizationId, id: thing };
      await (due === undefined ? vault.appAccessEnds.forget(end) : vault.appAccessEnds.keep({ ...end, due }));
    },
});
