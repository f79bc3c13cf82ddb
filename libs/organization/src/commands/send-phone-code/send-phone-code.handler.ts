import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { Codes } from '../../organization/codes.service';
import { mustHavePhone } from '../../organization/phones';
import { sendPhoneCode, type SendPhoneCode } from './send-phone-code';

export class SendPhoneCodeCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: SendPhoneCode,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Within the limits of codes. */
@CommandHandler(SendPhoneCodeCommand)
export class SendPhoneCodeHandler implements ICommandHandler<SendPhoneCodeCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly codes: Codes,
  ) {}

  execute({ body, context }: SendPhoneCodeCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, phoneId } = body;
    const to = async () => {
      const { state } = await this.store.state({ stream: organization, id: [organizationId] });
      return mustHavePhone(state.phones, phoneId).number;
    };
    return this.codes.decide({ organizationId, proves: 'phone', to, context }, (state, facts) =>
      sendPhoneCode(state, body, facts),
    );
  }
}
