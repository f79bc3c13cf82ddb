import { EventStore } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { OpenDomains } from '../security/open-domains.service';
import { organization } from './organization';
import { unlessPurged } from './unless-purged';

/** What a stranger may know of an organization (A14). */
export interface Found {
  readonly organizationId: string;
  readonly name: string;
  /** What the domain of their verified address opens here: `ask` or `join`. undefined: nothing. */
  readonly byDomain: string | undefined;
}

/**
 * Which organizations somebody finds who does not belong to them: those that let themselves be found, and the one that
 * lets people with their address in. By the log itself: what is shown is what a request would find.
 */
@Injectable()
export class Discovery {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly domains: OpenDomains,
  ) {}

  /**
   * undefined for one that is none, was purged, does not work at the moment, or does not let itself be found.
   * @param asked without it: the one that the domain of the address opens
   */
  async find(email: string, asked?: string): Promise<Found | undefined> {
    const way = await this.domains.wayIn(email);
    const organizationId = asked ?? way?.organizationId;
    if (organizationId === undefined) return undefined;
    const byDomain = way?.organizationId === organizationId ? way.mode : undefined;
    const read = () => this.store.state({ stream: organization, id: [organizationId] });
    const state = (await unlessPurged(this.vault, organizationId, read))?.state;
    if (state?.lifecycle.status !== 'active' || !state.settings.created) return undefined;
    if (byDomain === undefined && !state.policies.inForce.discoverable) return undefined;
    return { organizationId, name: state.settings.name, byDomain };
  }
}
