import { BILLING_KEY } from '@annals/contracts';
import { type PurgeStep, purgeSteps, Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { EmptiedViews } from './emptied-views.port';

/** A purge that was decided. */
export interface DecidedPurge {
  readonly organizationId: string;
  /** Of the event that decided it. */
  readonly position: string;
}

/**
 * Forgets an organization step by step (history.md §7): its views are empty, nothing opens it, its keys and those of its
 * people in it are destroyed; only its billing key lives on. Each step may be done again, so that whoever died in one is
 * followed by somebody who begins with that one.
 */
@Injectable()
export class Purge {
  private readonly does: Readonly<Record<PurgeStep, (purge: DecidedPurge) => Promise<void>>> = {
    views: ({ organizationId, position }) => this.views.of(organizationId, position),
    access: ({ organizationId }) => this.vault.purges.closeAccess(organizationId),
    keys: ({ organizationId }) => this.vault.keys.destroyScope(organizationId, [BILLING_KEY]),
  };

  constructor(
    private readonly vault: Vault,
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
}
