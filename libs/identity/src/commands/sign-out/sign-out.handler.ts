import { EventStore, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { sessions } from '../../sessions/sessions';
import { signOut, type SignOut } from './sign-out';

/** The session is over: its cookie goes. */
interface SignedOut {
  readonly sessionToken: null;
}

export class SignOutCommand extends Command<SignedOut> {
  constructor(
    readonly asked: SignOut,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SignOutCommand)
export class SignOutHandler implements ICommandHandler<SignOutCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ asked, context }: SignOutCommand): Promise<SignedOut> {
    await this.store.decide({ stream: sessions, id: [asked.userId] }, context, (state, facts) =>
      signOut(state, asked, facts),
    );
    await this.vault.sessions.revoke(asked.sessionId);
    return { sessionToken: null };
  }
}
