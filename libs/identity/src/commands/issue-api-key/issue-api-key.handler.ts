import type { CommandContext } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { KeyIssuing, type IssuedSecret } from '../../keys/key-issuing.service';
import { issueApiKey, type IssueApiKey } from './issue-api-key';

export class IssueApiKeyCommand extends Command<IssuedSecret> {
  constructor(
    readonly asked: Omit<IssueApiKey, 'issuer'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(IssueApiKeyCommand)
export class IssueApiKeyHandler implements ICommandHandler<IssueApiKeyCommand> {
  constructor(private readonly issuing: KeyIssuing) {}

  execute({ asked, context }: IssueApiKeyCommand): Promise<IssuedSecret> {
    return this.issuing.issue(asked.organizationId, context, (state, issuer, facts) =>
      issueApiKey(state, { ...asked, issuer }, facts),
    );
  }
}
