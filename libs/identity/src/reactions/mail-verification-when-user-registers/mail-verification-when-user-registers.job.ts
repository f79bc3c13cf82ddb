import { generation, id } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { z } from 'zod';
import { account, type Account } from '../../account/account';
import { AccountDirectory } from '../../account/account-directory.service';
import { verificationPurpose } from '../../account/links';
import { recordVerificationMailed } from '../../commands/record-verification-mailed/record-verification-mailed';
import { contextOf, type IdentityJob, type IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({ userId: id, generation, causedBy: id, correlation: id });

/** Reads the account again before it writes: a newer link, a mail that went out, or an erased address leave nothing to do. */
export function mailVerification({ eventStore, vault, mail, config }: IdentityJobTools): IdentityJob {
  const directory = new AccountDirectory(eventStore, vault);
  return async (payload) => {
    const { userId, generation: asked, ...cause } = Payload.parse(payload);
    const { email } = await directory.contact(userId);
    const state = await directory.account(userId);
    if (email === null || !isDue(state, asked)) return;
    const link = `${config.publicUrl}/verify#${vault.secrets.mint(verificationPurpose, userId, asked)}`;
    const letter = state.verified ? accountExists(`${config.publicUrl}/sign-in`) : chooseAPassword(link);
    await mail.send({ id: `verification-${userId}-${asked}`, to: email, ...letter });
    await eventStore.decide({ stream: account, id: [userId] }, contextOf(cause, 'system:mail', 'verification-mailed'),
      (now, facts) => recordVerificationMailed(now, { userId, generation: asked }, facts));
  };
}

/** Who is verified has no use for the first link; only who asked again is told that there is an account. */
function isDue({ verified, verification }: Frozen<Account>, asked: number): boolean {
  return asked === verification.generation && verification.mailed < asked && !(verified && asked === 1);
}

function chooseAPassword(link: string): { subject: string; text: string } {
  return {
    subject: 'Confirm your e-mail address',
    text: `Welcome to Annals.\n\nOpen this link to confirm your address and choose a password:\n\n${link}\n\n`
      + 'It works once, within 24 hours. If it was not you who signed up, there is nothing to do: without the link nothing happens.\n',
  };
}

function accountExists(signIn: string): { subject: string; text: string } {
  return {
    subject: 'You have an account already',
    text: `Somebody, probably you, signed up to Annals with this address. It has an account already.\n\nSign in, or choose a new password if you forgot the old one:\n\n${signIn}\n\n`
      + 'If it was not you, there is nothing to do.\n',
  };
}
