import { id, position } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, job } from '@annals/platform';
import { z } from 'zod';
import { OrganizationsOf } from '../../access/organizations-of.service';
import { PeoplesAccounts } from '../../access/peoples-accounts.port';
import { account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { comesWithOrganization, OrganizationFounding } from '../../account/organization-founding.port';
import {
  beginOwnOrganization,
  type BeginOwnOrganization,
} from '../../commands/begin-own-organization/begin-own-organization';
import { contextOf } from '../../jobs/job-context';
import { BEGIN_OWN_ORGANIZATION } from './begin-organization-when-last-one-ends';

const Payload = z.object({ organizationId: id, personId: id, position, causedBy: id, correlation: z.string() });

export const BeginOwn = command(
  'BeginOwn',
  account,
  ({ userId }: BeginOwnOrganization) => [userId],
  beginOwnOrganization,
);

/** Another reaction makes what is begun here; of two last organizations that end at once one is replaced. */
export const beginOwn = job({
  queue: BEGIN_OWN_ORGANIZATION,
  payload: Payload,
  does:
    ({ commands, ask }) =>
    async ({ organizationId, personId, position: minPosition, ...cause }) => {
      const { policy } = ask(OrganizationFounding);
      if (!policy.mustBelongToOrganization || !comesWithOrganization(policy)) return;
      const userId = await ask(PeoplesAccounts).accountOf(organizationId, personId);
      if (userId === undefined || (await ask(OrganizationsOf).hasAny(userId, { minPosition }))) return;
      const { everBegun } = await ask(AccountDirectory).account(userId);
      const own = uuidV5(userId, `own-organization/${everBegun}`);
      const context = contextOf(cause, 'system:own-organization', 'begin-own-organization');
      await commands.execute(new BeginOwn.Command({ userId, organizationId: own }, context));
    },
});
