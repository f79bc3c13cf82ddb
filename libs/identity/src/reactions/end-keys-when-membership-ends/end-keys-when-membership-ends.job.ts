import { id } from '@annals/contracts';
import { z } from 'zod';
import { revokeApiKey } from '../../commands/revoke-api-key/revoke-api-key';
import { contextOf, type IdentityJob, type IdentityJobTools } from '../../jobs/identity-job.service';
import { keys, leftBehind } from '../../keys/keys';

const Payload = z.object({ organizationId: id, personId: id, causedBy: id, correlation: z.string() });

/**
 * Ends every key that the person left behind, one by one: appends do not grow with the number of keys. Who came back
 * meanwhile keeps the keys of their new membership.
 */
export function endKeys({ eventStore, vault, memberships }: IdentityJobTools): IdentityJob {
  return async (payload) => {
    const { organizationId, personId, ...cause } = Payload.parse(payload);
    const target = { stream: keys, id: [organizationId] } as const;
    const current = (await memberships.ofPerson(organizationId, personId, { fresh: true }))?.membership;
    const { state } = await eventStore.state(target, 0);
    for (const keyId of leftBehind(state, personId, current)) {
      await eventStore.decide(target, contextOf(cause, 'system:keys', `end-key/${keyId}`), (now, facts) =>
        now.byId.get(keyId)?.revoked
          ? []
          : revokeApiKey(now, { organizationId, keyId, cause: 'membership_ended' }, facts),
      );
      await vault.apiKeys.revoke(keyId);
    }
  };
}
