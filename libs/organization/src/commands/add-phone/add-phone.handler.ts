import type { OrganizationEvent } from '@annals/contracts';
import { uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Codes } from '../../organization/codes.service';
import { phoneNumberOf } from '../../organization/phone-number.service';
import { addPhone, type AddPhone } from './add-phone';

type Added = Decided<OrganizationEvent> & { readonly phoneId: string };

export class AddPhoneCommand extends Command<Added> {
  constructor(
    /** The number as it was typed. */
    readonly body: AddPhone,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Within the limits of codes. */
@CommandHandler(AddPhoneCommand)
export class AddPhoneHandler implements ICommandHandler<AddPhoneCommand> {
  constructor(private readonly codes: Codes) {}

  async execute({ body, context }: AddPhoneCommand): Promise<Added> {
    const number = phoneNumberOf(body.number);
    const { organizationId } = body;
    const sending = { organizationId, proves: 'phone', to: async () => number, context } as const;
    const decided = await this.codes.decide(sending, (state, facts) => addPhone(state, { ...body, number }, facts));
    return { ...decided, phoneId: uuidV5(context.commandId, 'phone') };
  }
}
