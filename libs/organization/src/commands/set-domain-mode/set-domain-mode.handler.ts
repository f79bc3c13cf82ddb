import type { SecurityEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mustGrant } from '../../organization/can-grant';
import { organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { security } from '../../security/security';
import { setDomainMode, type SetDomainMode } from './set-domain-mode';

export class SetDomainModeCommand extends Command<Decided<SecurityEvent>> {
  constructor(
    readonly body: SetDomainMode,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** I-3: letting people join is handing out the default role, so it takes the right to grant it. */
@CommandHandler(SetDomainModeCommand)
export class SetDomainModeHandler implements ICommandHandler<SetDomainModeCommand> {
  constructor(private readonly store: EventStore) {}

  async execute({ body, context }: SetDomainModeCommand): Promise<Decided<SecurityEvent>> {
    const id = [body.organizationId] as const;
    if (body.mode !== 'off') {
      const { state } = await this.store.state({ stream: organization, id }, 0);
      mustGrant(state, actingMember(state.people, context.actor).roles, [state.roles.default]);
    }
    return this.store.decide({ stream: security, id }, context, (state, facts) => setDomainMode(state, body, facts));
  }
}
