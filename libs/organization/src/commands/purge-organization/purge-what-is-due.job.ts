import { uuidV5 } from '@annals/eventstore';
import { plus, Refused, type Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';
import type { PurgeEntry } from '@annals/vault';
import { PurgeOrganizationCommand } from './purge-organization.handler';

const AT_ONCE = 100;
const HELD_FOR = { hours: 1 };

/** Many that somebody objects to hold up no other: they are asked about again later. */
async function purge({ vault, commands }: Tools, { organizationId, due }: PurgeEntry, now: Instant): Promise<void> {
  const commandId = uuidV5(organizationId, `purge/${due}`);
  const context = { commandId, correlationId: commandId, actor: 'system:purge-what-is-due' } as const;
  const outcome = await commands
    .execute(new PurgeOrganizationCommand({ organizationId }, context))
    .catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error; // taken back at this moment: its plan goes, too
    });
  if (outcome === 'held') await vault.purges.postpone(organizationId, plus(now, HELD_FOR));
}

/** W19: what may not be taken back any more is purged. */
export const purgeWhatIsDue = timer({
  name: 'purge-what-is-due',
  everyMs: 10_000,
  does: (tools) => async (now) => {
    const due = await tools.vault.purges.due(now, AT_ONCE);
    await eachDue(due, (each) => purge(tools, each, now), 'organizations could not be purged');
  },
});
