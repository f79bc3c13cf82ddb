import { generation, id } from '@annals/contracts';
import { job, mailText, ours, type Letter } from '@annals/platform';
import { z } from 'zod';
import { AccountDirectory } from '../../account/account-directory.service';
import { resetPurpose } from '../../account/links';
import { RecordResetMailed } from '../../commands/record-reset-mailed/record-reset-mailed.handler';
import { contextOf } from '../../jobs/job-context';
import { MAIL_RESET } from './mail-reset-when-it-is-requested';

const Payload = z.object({ userId: id, generation, causedBy: id, correlation: id });

/** Reads the account again before it writes: a newer link, a used one, or an erased address leave nothing to do. */
export const mailReset = job({
  queue: MAIL_RESET,
  payload: Payload,
  actsOutside: true,
  does: ({ eventStore, vault, mail, config, commands }) => {
    const directory = new AccountDirectory(eventStore, vault);
    return async ({ userId, generation: asked, ...cause }) => {
      const { reset } = await directory.account(userId);
      const { email } = await directory.contact(userId);
      if (email === null || reset.used || reset.generation !== asked || reset.mailed >= asked) return;
      await mail.send({
        id: `reset-${userId}-${asked}`,
        to: email,
        ...newPassword(`${config.publicUrl}/reset#${vault.secrets.mint(resetPurpose, userId, asked)}`),
      });
      await commands.execute(
        new RecordResetMailed.Command({ userId, generation: asked }, contextOf(cause, 'system:mail', 'reset-mailed')),
      );
    };
  },
});

function newPassword(link: string): Letter {
  return {
    subject: mailText`Choose a new password`,
    text: mailText`Open this link to choose a new password for Annals:

${ours(link)}

It works once, within an hour, and signs you out everywhere. If it was not you who asked for it, there is nothing to do: your password stays as it is.
`,
  };
}
