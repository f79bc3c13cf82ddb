import { id } from '@annals/contracts';
import { command, job, Memberships } from '@annals/platform';
import { z } from 'zod';
import { revokeApiKey } from '../../commands/revoke-api-key/revoke-api-key';
import { contextOf } from '../../jobs/job-context';
import { keys, leftBehind } from '../../keys/keys';
import { END_KEYS } from './end-keys-when-membership-ends';

const Payload = z.object({ organizationId: id, personId: id, causedBy: id, correlation: z.string() });

interface OneKey {
  readonly organizationId: string;
  readonly keyId: string;
}

/** A key that somebody revoked meanwhile is left as it is. */
export const EndKey = command(
  'EndKey',
  keys,
  ({ organizationId }: OneKey) => [organizationId],
  (state, asked, facts) =>
    state.byId.get(asked.keyId)?.revoked ? [] : revokeApiKey(state, { ...asked, cause: 'membership_ended' }, facts),
);

/**
 * Ends every key that the person left behind, one by one: appends do not grow with the number of keys. Who came back
 * meanwhile keeps the keys of their new membership, also while they are suspended.
 */
export const endKeys = job({
  queue: END_KEYS,
  payload: Payload,
  does:
    ({ eventStore, vault, commands, ask }) =>
    async ({ organizationId, personId, ...cause }) => {
      const target = { stream: keys, id: [organizationId] } as const;
      const read = { fresh: true, evenSuspended: true };
      const current = await ask(Memberships).ofPerson(organizationId, personId, read);
      const { state } = await eventStore.state(target, 0);
      for (const keyId of leftBehind(state, personId, current?.membership)) {
        const context = contextOf(cause, 'system:keys', `end-key/${keyId}`);
        await commands.execute(new EndKey.Command({ organizationId, keyId }, context));
        await vault.apiKeys.revoke(keyId);
      }
    },
});
