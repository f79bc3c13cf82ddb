import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Accounts, type InvitedNewcomer } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { registerInvited } from '../commands/register-invited/register-invited';
import { AccountDirectory, type Contact } from './account-directory.service';
import { SignInService } from './sign-in.service';

/** The accounts of this context, for the others. */
@Injectable()
export class EventSourcedAccounts extends Accounts {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly signIns: SignInService,
  ) {
    super();
  }

  async byEmail(email: string): Promise<{ userId: string; verified: boolean } | undefined> {
    const userId = await this.directory.holderOf(email);
    if (userId === undefined) return undefined;
    const { registered, verified } = await this.directory.account(userId);
    return registered ? { userId, verified } : undefined;
  }

  contact(userId: string): Promise<Contact> {
    return this.directory.contact(userId);
  }

  async registerInvited(
    { email, password, alias }: InvitedNewcomer,
    context: CommandContext,
    accept: (userId: string) => Promise<void>,
  ): Promise<{ userId: string; sessionToken?: string }> {
    const claim = await this.directory.claim(email, uuidV5(context.commandId, 'user'));
    const userId = claim.holder;
    let accepted = false;
    const first = async () => {
      await accept(userId);
      accepted = true;
    };
    try {
      const { session } = await this.signIns.signIn(
        { userId, context, password, own: [email, alias], device: context.origin ?? nowhere, first },
        (state, facts) => registerInvited(state, { userId, email, alias }, facts),
      );
      if (!accepted) await first(); // the account knew the command already, so the answer is there too
      await this.directory.confirm(email, userId);
      return { userId, sessionToken: session.token };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (accepted && error.code === 'SIGN_IN_REQUIRED') return { userId };
      if (!accepted) await this.directory.abandon(email, claim);
      throw error;
    }
  }
}

/** A request before sign-in says nothing of where it comes from. */
const nowhere = { ip: '', userAgent: '' };
