import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { LOGO_KIND } from '../../organization/settings';
import { KEEP_ONE_LOGO } from './keep-one-logo-when-it-changes';

/** Looks at the stream: the newest logo counts, whichever job comes last. */
export const keepOneLogo = job({
  queue: KEEP_ONE_LOGO,
  payload: z.object({ organizationId: id }),
  does:
    ({ eventStore, vault }) =>
    async ({ organizationId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      await vault.payloads.keepOnly({ organizationId, kind: LOGO_KIND }, state.settings.logo?.digest);
    },
});
