import { EventStore } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { domainClaim, isOpen, security } from './security';

/** Which organization an address opens by its domain: never by a view, as it lets people in. */
@Injectable()
export class OpenDomains {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** The id of the organization that people with this verified address may join by themselves; undefined for none. */
  async organizationFor(email: string): Promise<string | undefined> {
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    const claim = await this.vault.claims.find(domainClaim(domain));
    if (claim?.state !== 'held') return undefined;
    const { state } = await this.store.state({ stream: security, id: [claim.holder] }, 0);
    const open = [...state.domains.values()].some((each) => each.domain === domain && isOpen(each));
    return open ? claim.holder : undefined;
  }
}
