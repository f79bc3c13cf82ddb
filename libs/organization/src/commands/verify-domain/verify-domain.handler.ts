import { refused } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { effectOf } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { whileClaimed } from '../../organization/while-claimed';
import { DomainRecords, recordName, recordValue } from '../../security/domain-records.service';
import { domainClaim, mustBeDomain, security } from '../../security/security';
import { verifyDomain } from './verify-domain';

interface Verify {
  readonly organizationId: string;
  readonly domainId: string;
}

interface Verification {
  readonly domainId: string;
  readonly verified: boolean;
  readonly revision: number;
  readonly position: string;
}

export class VerifyDomainCommand extends Command<Verification> {
  constructor(
    readonly body: Verify,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** A domain is one organization's: a claim in the vault, held as long as the record is there. */
@CommandHandler(VerifyDomainCommand)
export class VerifyDomainHandler implements ICommandHandler<VerifyDomainCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    @Inject(DomainRecords) private readonly records: Pick<DomainRecords, 'texts'>,
  ) {}

  async execute({ body, context }: VerifyDomainCommand): Promise<Verification> {
    const { organizationId, domainId } = body;
    const target = { stream: security, id: [organizationId] } as const;
    const { state } = await this.store.state(target, 0);
    const { domain, verified } = mustBeDomain(state, domainId);
    const texts = await this.records.texts(recordName(domain));
    const found = texts === undefined ? verified : texts.includes(recordValue(domainId));
    const claim = { ...domainClaim(domain), holder: organizationId };
    const decide = () =>
      this.store.decide(target, context, (now, facts) => verifyDomain(now, { ...body, found }, facts));
    const decided = await (found
      ? whileClaimed(this.vault, claim, ({ outcome }) => {
          if (outcome === 'held') throw refused('DOMAIN_CLAIMED');
          return decide();
        })
      : decide());
    if (!found) await this.vault.claims.giveUp(claim);
    return { domainId, verified: found, ...effectOf(decided) };
  }
}
