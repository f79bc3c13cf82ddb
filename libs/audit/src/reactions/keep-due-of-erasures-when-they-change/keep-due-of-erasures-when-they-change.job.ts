import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { oversight } from '../../oversight/oversight';
import { KEEP_ERASURE_DUES } from './keep-due-of-erasures-when-they-change';

/** Looks at the stream: what is true of the erasures now counts, whichever job comes last. */
export const keepErasureDues = job({
  queue: KEEP_ERASURE_DUES,
  payload: z.object({ organizationId: id, erasureId: id.optional() }),
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId, erasureId }) => {
      const { erasures } = (await eventStore.state({ stream: oversight, id: [organizationId] }, 0)).state;
      const open = [...erasures.openOf.values()].flatMap((each) => erasures.all.get(each) ?? []);
      const changed = erasureId === undefined ? open : open.filter((each) => each.erasureId === erasureId);
      for (const { erasureId: of, dueAt, expiresAt } of changed)
        await vault.erasureDues.keep({ organizationId, id: of, due: dueAt ?? expiresAt });
      if (erasureId !== undefined && erasures.all.get(erasureId)?.status === 'ended')
        await vault.erasureDues.forget({ organizationId, id: erasureId });
    },
});
