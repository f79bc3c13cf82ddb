import { id } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { job } from '@annals/platform';
import { z } from 'zod';
import { FoundOrganizationCommand } from '../../commands/found-organization/found-organization.handler';
import { Accounts } from '../../organization/accounts.port';
import { FINISH_ORGANIZATION } from './finish-organization-when-it-was-begun';

const Payload = z.object({ userId: id, organizationId: id, causedBy: id, correlation: id });

/**
 * Founding is idempotent by its ids: where the api was faster, nothing happens. Nobody is left to found it for when the
 * account was erased.
 */
export const finishOrganization = job({
  queue: FINISH_ORGANIZATION,
  payload: Payload,
  does:
    ({ commands, ask }) =>
    async ({ userId, organizationId, causedBy, correlation }) => {
      const begun = await ask(Accounts).begun(userId, organizationId);
      if (!begun) return;
      const context = {
        commandId: uuidV5(causedBy, 'organization-founded'),
        actor: `user:${userId}`,
        correlationId: correlation,
        causationId: causedBy,
      } as const;
      await commands.execute(new FoundOrganizationCommand(begun, context));
    },
});
