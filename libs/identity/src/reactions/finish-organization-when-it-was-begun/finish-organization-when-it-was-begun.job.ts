import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { AccountDirectory } from '../../account/account-directory.service';
import { OrganizationFounding } from '../../account/organization-founding.port';
import { contextOf } from '../../jobs/job-context';
import { FINISH_ORGANIZATION } from './finish-organization-when-it-was-begun';

const Payload = z.object({ userId: id, organizationId: id, causedBy: id, correlation: id });

/**
 * Founding is idempotent by its ids: where the api was faster, nothing happens. Nobody is left to found it for when the
 * account was erased.
 */
export const finishOrganization = job({
  queue: FINISH_ORGANIZATION,
  payload: Payload,
  does: ({ eventStore, vault, ask }) => {
    const directory = new AccountDirectory(eventStore, vault);
    return async ({ userId, organizationId, ...cause }) => {
      const { email, alias } = await directory.contact(userId);
      if (email === null || alias === null) return;
      await ask(OrganizationFounding).found(
        { organizationId, userId, email, alias },
        contextOf(cause, `user:${userId}`, 'organization-founded'),
      );
    };
  },
});
