import { id } from '@annals/contracts';
import { z } from 'zod';
import { AccountDirectory } from '../../account/account-directory.service';
import { contextOf, type IdentityJob, type IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({ userId: id, organizationId: id, causedBy: id, correlation: id });

/**
 * Founding is idempotent by its ids: where the api was faster, nothing happens. Nobody is left to found it for when the
 * account was erased.
 */
export function finishOrganization({ eventStore, vault, founding }: IdentityJobTools): IdentityJob {
  const directory = new AccountDirectory(eventStore, vault);
  return async (payload) => {
    const { userId, organizationId, ...cause } = Payload.parse(payload);
    const { email, alias } = await directory.contact(userId);
    if (email === null || alias === null) return;
    await founding.found(
      { organizationId, userId, email, alias },
      contextOf(cause, `user:${userId}`, 'organization-founded'),
    );
  };
}
