import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Accounts } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { registerInvited } from '../commands/register-invited/register-invited';
import { AccountDirectory, type Contact } from './account-directory.service';
import { Entrance } from './entrance.service';

/** The accounts of this context, for the others. */
@Injectable()
export class EventSourcedAccounts extends Accounts {
  constructor(private readonly directory: AccountDirectory, private readonly entrance: Entrance) {
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

  async registerInvited(invited: { email: string; password: string; alias: string }, context: CommandContext): Promise<{ userId: string; sessionToken: string }> {
    const { email, password, alias } = invited;
    const userId = await this.directory.claim(email, uuidV5(context.commandId, 'user'));
    const { session } = await this.entrance.signIn({ userId, context, password, device: context.origin ?? nowhere }, (state, facts) => registerInvited(state, { userId, email, alias }, facts));
    await this.directory.confirm(email, userId);
    return { userId, sessionToken: session.token };
  }
}

/** A request before sign-in says nothing of where it comes from. */
const nowhere = { ip: '', userAgent: '' };
