import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { Codes } from '../../organization/codes.service';
import { codeAskedOf, verifyPhone, type VerifyPhone } from './verify-phone';

type Said = Omit<VerifyPhone, 'generation'> & { readonly code: string };

export class VerifyPhoneCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Said,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Counts the try before it looks at the code; what was verified before, by this command or another, is not tried. */
@CommandHandler(VerifyPhoneCommand)
export class VerifyPhoneHandler implements ICommandHandler<VerifyPhoneCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly codes: Codes,
  ) {}

  async execute({ body, context }: VerifyPhoneCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, phoneId, code } = body;
    const target = { stream: organization, id: [organizationId] } as const;
    const { result: generation } = await this.store.preview(target, context, ({ phones }, { now }) =>
      codeAskedOf(phones, phoneId, now),
    );
    if (generation !== undefined)
      await this.codes.mustBeRight({ organizationId, proves: 'phone', of: phoneId, generation }, code);
    const right = { organizationId, phoneId, generation: generation ?? 0 };
    return this.store.decide(target, context, (state, facts) => verifyPhone(state, right, facts));
  }
}
