import { BILLING_KEY, memberAdded } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { type PurgeStep, purgeSteps, Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { Accounts } from './accounts.port';
import { EmptiedViews } from './emptied-views.port';
import { organization } from './organization';

/** A purge that was decided. */
export interface DecidedPurge {
  readonly organizationId: string;
  /** Of the event that decided it. */
  readonly position: string;
}

/**
 * Forgets an organization step by step (history.md §7): its views are empty, nothing opens it, its keys and those of its
 * people in it are destroyed; only its billing key lives on, until a timer ends it. Each step may be done again, so that whoever died in one is
 * followed by somebody who begins with that one.
 */
@Injectable()
export class Purge {
  private readonly does: Readonly<Record<PurgeStep, (purge: DecidedPurge) => Promise<void>>> = {
    views: ({ organizationId, position }) => this.views.of(organizationId, position),
    access: ({ organizationId }) => this.vault.purges.closeAccess(organizationId),
    place: ({ organizationId }) => this.freePlace(organizationId),
    keys: ({ organizationId }) => this.vault.keys.destroyScope(organizationId, [BILLING_KEY]),
  };

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly accounts: Accounts,
    private readonly views: EmptiedViews,
  ) {}

  async carryOut(purge: DecidedPurge): Promise<void> {
    const { steps: done } = await this.vault.purges.entry(purge.organizationId);
    for (const step of purgeSteps) {
      if (done[step] !== undefined) continue;
      await this.does[step](purge);
      await this.vault.purges.did(purge.organizationId, step);
    }
  }

  /**
   * D16: whoever began it may begin another one, also if they left since. They are named by the second event of every
   * organization (history.md §1: it is appended with the first one).
   */
  private async freePlace(organizationId: string): Promise<void> {
    const joined = await this.store.eventAt(streamName(organization.category, organizationId), 1);
    if (joined?.type !== memberAdded.type) throw new Error(`${organizationId} does not begin with a member`);
    await this.accounts.freePlace(memberAdded.data.parse(joined.data).userId, organizationId);
  }
}
