import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { KEEP_ACCESS_END } from './keep-end-of-access-when-it-changes';

/** Looks at the stream: the newest end counts, whichever job comes last. */
export const keepAccessEnd = job({
  queue: KEEP_ACCESS_END,
  payload: z.object({ organizationId: id, personId: id }),
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId, personId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const until = state.people.members.get(personId)?.accessUntil;
      const end = { organizationId, id: personId };
      await (until === undefined ? vault.accessEnds.forget(end) : vault.accessEnds.keep({ ...end, due: until }));
    },
});
