import { id } from '@annals/contracts';
import { uuidV5, type EventStore } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { z } from 'zod';
import { account } from '../../account/account';
import { AccountDirectory, personalText } from '../../account/account-directory.service';
import { registerInvited } from '../../commands/register-invited/register-invited';
import type { IdentityJob, IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({ userId: id, organizationId: id, commandId: id, causedBy: id, correlation: id });

/**
 * The command that accepted had put the password into the vault under its own id before; where that is missing, the account was there already.
 * It is the same command once more, so that whoever is second, this or the api, finds it done.
 */
export function finishAccount({ eventStore, vault }: IdentityJobTools): IdentityJob {
  const directory = new AccountDirectory(eventStore, vault);
  return async (payload) => {
    const { userId, organizationId, commandId, causedBy, correlation } = Payload.parse(payload);
    if ((await directory.account(userId)).verified || !(await vault.credentials.hasPassword(uuidV5(commandId, 'credential')))) return;
    const member = await namesOf(eventStore, organizationId, causedBy);
    if (!member) return; // erased meanwhile
    const context = { commandId, actor: `user:${userId}`, correlationId: correlation, causationId: causedBy } as const;
    await eventStore.decide({ stream: account, id: [userId] }, context, (state, facts) => (state.verified ? [] : registerInvited(state, { userId, ...member }, facts)));
    await directory.confirm(member.email, userId);
  };
}

/** What somebody who became a member told of themselves; undefined where it was erased. Only read where an account is missing. */
async function namesOf(store: EventStore, organizationId: string, eventId: string): Promise<{ readonly email: string; readonly alias: string } | undefined> {
  for await (const event of store.read(streamName('organization', organizationId))) {
    if (event.id !== eventId) continue;
    const [email, alias] = [personalText(event, 'email'), personalText(event, 'alias')];
    return email === null || alias === null ? undefined : { email, alias };
  }
  return undefined;
}
