import type { SecurityEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { oneAtTheDoor } from '../../security/one-at-the-door';
import { domainClaim, security } from '../../security/security';
import { removeDomain, type RemoveDomain } from './remove-domain';

export class RemoveDomainCommand extends Command<Decided<SecurityEvent>> {
  constructor(
    readonly body: Omit<RemoveDomain, 'ownDomainsOnly'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The domain is free for another organization from here on. */
@CommandHandler(RemoveDomainCommand)
export class RemoveDomainHandler implements ICommandHandler<RemoveDomainCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: RemoveDomainCommand): Promise<Decided<SecurityEvent>> {
    const { organizationId, domainId } = body;
    const { state } = await this.store.state({ stream: security, id: [organizationId] }, 0);
    const domain = state.domains.get(domainId)?.domain;
    const decided = await oneAtTheDoor(this.vault, organizationId, context, () => this.decide(body, context));
    if (domain !== undefined) await this.vault.claims.giveUp({ ...domainClaim(domain), holder: organizationId });
    return decided;
  }

  private async decide(body: RemoveDomainCommand['body'], context: CommandContext): Promise<Decided<SecurityEvent>> {
    const id = [body.organizationId] as const;
    const { ownDomainsOnly } = (await this.store.state({ stream: organization, id }, 0)).state.policies.inForce;
    return this.store.decide({ stream: security, id }, context, (state, facts) =>
      removeDomain(state, { ...body, ownDomainsOnly }, facts),
    );
  }
}
