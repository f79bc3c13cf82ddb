import { generation, id } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { job, mailText, ours, type Letter } from '@annals/platform';
import { z } from 'zod';
import type { Account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { verificationPurpose } from '../../account/links';
import { RecordVerificationMailed } from '../../commands/record-verification-mailed/record-verification-mailed.handler';
import { contextOf } from '../../jobs/job-context';
import { MAIL_VERIFICATION } from './mail-verification-when-user-registers';

const Payload = z.object({ userId: id, generation, causedBy: id, correlation: id });

/**
 * Reads the account again before it writes: a newer link, a mail that went out, or an erased address leave nothing to
 * do.
 */
export const mailVerification = job({
  queue: MAIL_VERIFICATION,
  payload: Payload,
  actsOutside: true,
  does: ({ eventStore, vault, mail, config, commands }) => {
    const directory = new AccountDirectory(eventStore, vault);
    return async ({ userId, generation: asked, ...cause }) => {
      const { email } = await directory.contact(userId);
      const state = await directory.account(userId);
      if (email === null || !isDue(state, asked)) return;
      const link = `${config.publicUrl}/verify#${vault.secrets.mint(verificationPurpose, userId, asked)}`;
      const isKnown = state.verified || (await directory.isProvedByOther(email, userId));
      const asks = state.credentialId === undefined ? chooseAPassword : confirm;
      const letter = isKnown ? accountExists(`${config.publicUrl}/sign-in`) : asks(link);
      await mail.send({ id: `verification-${userId}-${asked}`, to: email, ...letter });
      await commands.execute(
        new RecordVerificationMailed.Command(
          { userId, generation: asked },
          contextOf(cause, 'system:mail', 'verification-mailed'),
        ),
      );
    };
  },
});

/** Who is verified has no use for the first link; only who asked again is told that there is an account. */
function isDue({ verified, verification }: Frozen<Account>, asked: number): boolean {
  return asked === verification.generation && verification.mailed < asked && !(verified && asked === 1);
}

function chooseAPassword(link: string): Letter {
  return {
    subject: mailText`Confirm your e-mail address`,
    text: mailText`Welcome to Annals.

Open this link to confirm your address and choose a password:

${ours(link)}

It works once, within 24 hours. If it was not you who signed up, there is nothing to do: without the link nothing happens.
`,
  };
}

function confirm(link: string): Letter {
  return {
    subject: mailText`Confirm your e-mail address`,
    text: mailText`Welcome to Annals.

Open this link to confirm that this address is yours:

${ours(link)}

It works once, within 24 hours, and asks for your password where you are not signed in. If it was not you who signed up, there is nothing to do.
`,
  };
}

function accountExists(signIn: string): Letter {
  return {
    subject: mailText`You have an account already`,
    text: mailText`Somebody, probably you, signed up to Annals with this address. It has an account already.

Sign in, or choose a new password if you forgot the old one:

${ours(signIn)}

If it was not you, there is nothing to do.
`,
  };
}
