import { generation, id } from '@annals/contracts';
import { mailText, ours, type Letter } from '@annals/platform';
import { z } from 'zod';
import { account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { resetPurpose } from '../../account/links';
import { recordResetMailed } from '../../commands/record-reset-mailed/record-reset-mailed';
import { contextOf, type IdentityJob, type IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({ userId: id, generation, causedBy: id, correlation: id });

/** Reads the account again before it writes: a newer link, a used one, or an erased address leave nothing to do. */
export function mailReset({ eventStore, vault, mail, config }: IdentityJobTools): IdentityJob {
  const directory = new AccountDirectory(eventStore, vault);
  return async (payload) => {
    const { userId, generation: asked, ...cause } = Payload.parse(payload);
    const { reset } = await directory.account(userId);
    const { email } = await directory.contact(userId);
    if (email === null || reset.used || reset.generation !== asked || reset.mailed >= asked) return;
    await mail.send({
      id: `reset-${userId}-${asked}`,
      to: email,
      ...newPassword(`${config.publicUrl}/reset#${vault.secrets.mint(resetPurpose, userId, asked)}`),
    });
    await eventStore.decide(
      { stream: account, id: [userId] },
      contextOf(cause, 'system:mail', 'reset-mailed'),
      (state, facts) => recordResetMailed(state, { userId, generation: asked }, facts),
    );
  };
}

function newPassword(link: string): Letter {
  return {
    subject: mailText`Choose a new password`,
    text: mailText`Open this link to choose a new password for Annals:

${ours(link)}

It works once, within an hour, and signs you out everywhere. If it was not you who asked for it, there is nothing to do: your password stays as it is.
`,
  };
}
