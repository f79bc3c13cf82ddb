import { id } from '@annals/contracts';
import { uuidV5, type EventStore } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { command, job } from '@annals/platform';
import { z } from 'zod';
import { account } from '../../account/account';
import { AccountDirectory, personalText } from '../../account/account-directory.service';
import { registerInvited, type RegisterInvited } from '../../commands/register-invited/register-invited';
import { FINISH_ACCOUNT } from './finish-account-when-its-invitation-was-accepted';

const Payload = z.object({
  userId: id,
  organizationId: id,
  commandId: id,
  causedBy: id,
  correlation: id,
  revision: z.int(),
});

/** Whoever was verified by another door meanwhile is left as they are. */
export const FinishAccount = command(
  'FinishAccount',
  account,
  ({ userId }: RegisterInvited) => [userId],
  (state, asked, facts) => (state.verified ? [] : registerInvited(state, asked, facts)),
);

/**
 * The command that accepted had put the password into the vault under its own id before; where that is missing, the
 * account was there already. It is the same command once more, so that whoever is second, this or the api, finds it
 * done.
 */
export const finishAccount = job({
  queue: FINISH_ACCOUNT,
  payload: Payload,
  does: ({ eventStore, vault, commands }) => {
    const directory = new AccountDirectory(eventStore, vault);
    return async ({ userId, organizationId, commandId, causedBy, correlation, revision }) => {
      if (
        (await directory.account(userId)).verified ||
        !(await vault.credentials.hasPassword(uuidV5(commandId, 'credential')))
      )
        return;
      const member = await namesOf(eventStore, organizationId, revision);
      if (!member) return; // erased meanwhile
      const context = {
        commandId,
        actor: `user:${userId}`,
        correlationId: correlation,
        causationId: causedBy,
      } as const;
      await commands.execute(new FinishAccount.Command({ userId, ...member }, context));
      await directory.confirm(member.email, userId);
    };
  },
});

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
