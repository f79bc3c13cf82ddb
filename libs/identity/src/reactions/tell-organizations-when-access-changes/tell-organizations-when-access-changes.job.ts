import { id, position } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { command, job } from '@annals/platform';
import { z } from 'zod';
import { access } from '../../access/access';
import { OrganizationsOf } from '../../access/organizations-of.service';
import { AccessChange, recordAccessChange } from '../../commands/record-access-change/record-access-change';
import { contextOf } from '../../jobs/job-context';
import { TELL_ORGANIZATIONS } from './tell-organizations-when-access-changes';

const Payload = AccessChange.and(
  z.object({ userId: id, actor: z.string(), position, causedBy: id, correlation: z.string() }),
);

export const RecordAccessChange = command(
  'RecordAccessChange',
  access,
  ({ organizationId }) => [organizationId],
  recordAccessChange,
);

/** One after the other; tried again, those who were told are not told twice. */
export const tellOrganizations = job({
  queue: TELL_ORGANIZATIONS,
  payload: Payload,
  does:
    ({ commands, ask }) =>
    async ({ userId, actor, position: minPosition, causedBy, correlation, ...change }) => {
      const by = parseActor(actor).kind === 'user' ? (`user:${userId}` as const) : 'system:sign-in';
      for await (const belonging of ask(OrganizationsOf).member({ userId, at: change.at, minPosition })) {
        const context = contextOf({ causedBy, correlation }, by, `tell/${belonging.organizationId}`);
        await commands.execute(new RecordAccessChange.Command({ ...change, ...belonging }, context));
      }
    },
});
