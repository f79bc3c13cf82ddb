import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BotDirectory } from '../../keys/bot-directory.port';
import { KeyIssuing, type IssuedSecret } from '../../keys/key-issuing.service';
import { issueBotKey, type IssueBotKey } from './issue-bot-key';

export class IssueBotKeyCommand extends Command<IssuedSecret> {
  constructor(
    readonly asked: Omit<IssueBotKey, 'issuer'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(IssueBotKeyCommand)
export class IssueBotKeyHandler implements ICommandHandler<IssueBotKeyCommand> {
  constructor(
    private readonly bots: BotDirectory,
    private readonly issuing: KeyIssuing,
  ) {}

  async execute({ asked, context }: IssueBotKeyCommand): Promise<IssuedSecret> {
    if (!(await this.bots.exists(asked.organizationId, asked.botId))) throw refused('BOT_NOT_FOUND');
    return this.issuing.issue(asked.organizationId, context, (state, issuer, facts) =>
      issueBotKey(state, { ...asked, issuer }, facts),
    );
  }
}
