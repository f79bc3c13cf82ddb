import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { oneAtTheDoor } from '../../security/one-at-the-door';
import { OpenDomains } from '../../security/open-domains.service';
import { changePolicies, type ChangePolicies } from './change-policies';

export class ChangePoliciesCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<ChangePolicies, 'hasOwnDomain'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Looks for a verified domain where only people of one are to come in. */
@CommandHandler(ChangePoliciesCommand)
export class ChangePoliciesHandler implements ICommandHandler<ChangePoliciesCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context }: ChangePoliciesCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, ownDomainsOnly } = body;
    if (ownDomainsOnly !== true) return this.decide(body, context);
    return oneAtTheDoor(this.vault, organizationId, context, async () => {
      const hasOwnDomain = (await this.domains.ownOf(organizationId, 0)).size > 0;
      return this.decide({ ...body, hasOwnDomain }, context);
    });
  }

  private decide(body: ChangePolicies, context: CommandContext): Promise<Decided<OrganizationEvent>> {
    const { organizationId } = body;
    return this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
      changePolicies(state, body, facts),
    );
  }
}
