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

/** What addresses open by their domain: never by a view, as it lets people in. */
@Injectable()
export class OpenDomains {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Where people with this verified address come in, and how; undefined for nowhere. */
  async wayIn(email: string): Promise<WayIn | undefined> {
    const domain = domainOf(email);
    const claim = await this.vault.claims.find(domainClaim(domain));
    if (claim?.state !== 'held') return undefined;
    const { state } = await this.store.state({ stream: security, id: [claim.holder] }, 0);
    const open = [...state.domains.values()].find((each) => each.domain === domain && isOpen(each));
    return open && { organizationId: claim.holder, mode: open.mode };
  }

  /** Whether an address is at a domain that an organization has verified. */
  async isOwn(organizationId: string, email: string): Promise<boolean> {
    return (await this.ownOf(organizationId)).has(domainOf(email));
  }

  /** The domains that an organization has verified. @param maxAge how old that may be, in ms; as guards have it without */
  async ownOf(organizationId: string, maxAge?: number): Promise<ReadonlySet<string>> {
    const { state } = await this.store.state({ stream: security, id: [organizationId] }, maxAge);
    return new Set([...state.domains.values()].flatMap(({ domain, verified }) => (verified ? [domain] : [])));
  }
}

/** What an address is at. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
