import { mailboxOf, type OrganizationEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Codes } from '../../organization/codes.service';
import { requestContact, type RequestContact } from './request-contact';

export class RequestContactCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: RequestContact,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Within the limits of codes. */
@CommandHandler(RequestContactCommand)
export class RequestContactHandler implements ICommandHandler<RequestContactCommand> {
  constructor(private readonly codes: Codes) {}

  execute({ body, context }: RequestContactCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, email } = body;
    const sending = { organizationId, proves: 'contact', to: async () => mailboxOf(email), context } as const;
    return this.codes.decide(sending, (state, facts) => requestContact(state, body, facts));
  }
}
