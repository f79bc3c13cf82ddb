import { job } from '@annals/platform';
import { z } from 'zod';
import { Purge } from '../../organization/purge.service';
import { purges } from './purge-what-is-left-when-organization-is-purged';

/** Goes on where the ledger says that it stopped. */
export const purgeWhatIsLeft = job({
  queue: purges,
  payload: z.object({ organizationId: z.uuid(), position: z.string() }),
  does: ({ ask }) => {
    const purge = ask(Purge);
    return (decided) => purge.carryOut(decided);
  },
});
