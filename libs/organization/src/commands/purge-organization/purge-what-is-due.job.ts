import { uuidV5 } from '@annals/eventstore';
import { plus, Refused } from '@annals/kernel';
import { timer } from '@annals/platform';
import { PurgeOrganizationCommand } from './purge-organization.handler';

const AT_ONCE = 100;
const HELD_FOR = { hours: 1 };

/**
 * W19: what may not be taken back any more is purged. One that is refused does not hold up the others, nor do many that
 * somebody objects to: they are asked about again later.
 */
export const purgeWhatIsDue = timer({
  name: 'purge-what-is-due',
  everyMs: 10_000,
  does:
    ({ vault, commands }) =>
    async (now) => {
      for (const { organizationId, due } of await vault.purges.due(now, AT_ONCE)) {
        const commandId = uuidV5(organizationId, `purge/${due}`);
        const context = { commandId, correlationId: commandId, actor: 'system:purge-what-is-due' } as const;
        const outcome = await commands
          .execute(new PurgeOrganizationCommand({ organizationId }, context))
          .catch((error: unknown) => {
            if (!(error instanceof Refused)) throw error; // taken back at this moment: its plan goes, too
          });
        if (outcome === 'held') await vault.purges.postpone(organizationId, plus(now, HELD_FOR));
      }
    },
});
