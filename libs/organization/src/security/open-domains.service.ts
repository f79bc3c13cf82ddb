import { EventStore } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { domainClaim, isOpen, security } from './security';

/** What a verified address opens by its domain. */
export interface WayIn {
  readonly organizationId: string;
  /** `join` or `ask`. */
  readonly mode: string;
}

/** Which organization an address opens by its domain: never by a view, as it lets people in. */
@Injectable()
export class OpenDomains {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Where people with this verified address come in, and how; undefined for nowhere. */
  async wayIn(email: string): Promise<WayIn | undefined> {
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    const claim = await this.vault.claims.find(domainClaim(domain));
    if (claim?.state !== 'held') return undefined;
    const { state } = await this.store.state({ stream: security, id: [claim.holder] }, 0);
    const open = [...state.domains.values()].find((each) => each.domain === domain && isOpen(each));
    return open && { organizationId: claim.holder, mode: open.mode };
  }
}
