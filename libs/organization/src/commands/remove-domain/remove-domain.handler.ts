import type { SecurityEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
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
    const target = { stream: security, id: [body.organizationId] } as const;
    const { state } = await this.store.state(target, 0);
    const domain = state.domains.get(body.domainId)?.domain;
    const { state: own } = await this.store.state({ stream: organization, id: [body.organizationId] }, 0);
    const { ownDomainsOnly } = own.policies.inForce;
    const decided = await this.store.decide(target, context, (now, facts) =>
      removeDomain(now, { ...body, ownDomainsOnly }, facts),
    );
    if (domain !== undefined) await this.vault.claims.giveUp({ ...domainClaim(domain), holder: body.organizationId });
    return decided;
  }
}
