import { id } from '@annals/contracts';
import { uuidV5, type EventStore } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { z } from 'zod';
import { account } from '../../account/account';
import { AccountDirectory, personalText } from '../../account/account-directory.service';
import { registerInvited } from '../../commands/register-invited/register-invited';
import type { IdentityJob, IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({
  userId: id,
  organizationId: id,
  commandId: id,
  causedBy: id,
  correlation: id,
  revision: z.int(),
});

/**
 * The command that accepted had put the password into the vault under its own id before; where that is missing, the
 * account was there already. It is the same command once more, so that whoever is second, this or the api, finds it
 * done.
 */
export function finishAccount({ eventStore, vault }: IdentityJobTools): IdentityJob {
  const directory = new AccountDirectory(eventStore, vault);
  return async (payload) => {
    const { userId, organizationId, commandId, causedBy, correlation, revision } = Payload.parse(payload);
    if (
      (await directory.account(userId)).verified ||
      !(await vault.credentials.hasPassword(uuidV5(commandId, 'credential')))
    )
      return;
    const member = await namesOf(eventStore, organizationId, revision);
    if (!member) return; // erased meanwhile
    const context = { commandId, actor: `user:${userId}`, correlationId: correlation, causationId: causedBy } as const;
    await eventStore.decide({ stream: account, id: [userId] }, context, (state, facts) =>
      state.verified ? [] : registerInvited(state, { userId, ...member }, facts),
    );
    await directory.confirm(member.email, userId);
  };
}

/** What somebody who became a member told of themselves, by the event that says so; undefined where it was erased. */
async function namesOf(
  store: EventStore,
  organizationId: string,
  revision: number,
): Promise<{ readonly email: string; readonly alias: string } | undefined> {
  const event = await store.eventAt(streamName('organization', organizationId), revision);
  const [email, alias] = event ? [personalText(event, 'email'), personalText(event, 'alias')] : [null, null];
  return email === null || alias === null ? undefined : { email, alias };
}
