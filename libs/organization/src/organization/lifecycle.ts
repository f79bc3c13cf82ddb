import { refused, type OrganizationEvent, type OrganizationStatus, stops } from '@annals/contracts';
import type { Actor, Frozen, Instant, SliceEvolve } from '@annals/kernel';

/** Whether the organization works, and what keeps it. */
export interface Lifecycle {
  status: OrganizationStatus;
  /** Since when it does not work. */
  since?: Instant;
  /** When it is purged, where its deletion was asked for. */
  purgeAt?: Instant;
  /** Who suspended it: `owner`, or somebody whom owners do not overrule. */
  by?: string;
}

export const working = (): Lifecycle => ({ status: 'active' });

function goesOn(lifecycle: Lifecycle): void {
  lifecycle.status = 'active';
  delete lifecycle.since;
  delete lifecycle.by;
  delete lifecycle.purgeAt;
}

export const lifecycleEvolve = {
  OrganizationSuspended(lifecycle, { data: { since, by } }): void {
    lifecycle.status = 'suspended';
    lifecycle.since = since;
    lifecycle.by = by;
  },
  OrganizationReactivated: goesOn,
  OrganizationFrozen(lifecycle, { data: { since } }): void {
    lifecycle.status = 'frozen';
    lifecycle.since = since;
  },
  OrganizationUnfrozen: goesOn,
  OrganizationDeletionRequested(lifecycle, { data: { since, purgeAt } }): void {
    lifecycle.status = 'pending_deletion';
    lifecycle.since = since;
    lifecycle.purgeAt = purgeAt;
  },
  OrganizationDeletionCancelled: goesOn,
  OrganizationPurged(lifecycle): void {
    lifecycle.status = 'deleted';
  },
} satisfies SliceEvolve<Lifecycle, OrganizationEvent>;

/** In whose name somebody acts on the status: operators act from the command line, everybody else as an owner. */
export const standingOf = (actor: Actor): 'owner' | 'operator' =>
  actor.startsWith('operator:') ? 'operator' : 'owner';

/** @throws Refused INVALID_STATUS_TRANSITION unless the status is `from` */
export function mustBe(lifecycle: Frozen<Lifecycle>, from: OrganizationStatus, to: OrganizationStatus): void {
  if (lifecycle.status !== from) throw invalidTransition(lifecycle, to);
}

export const invalidTransition = ({ status, by }: Frozen<Lifecycle>, to: OrganizationStatus) =>
  refused('INVALID_STATUS_TRANSITION', { from: status, to, ...(by === undefined ? {} : { by }) });

/**
 * For what comes from people outside, past the guard's wall (by a link, or about themselves): nobody joins what does not
 * work, nor declines or withdraws there; what is open stays as it is until the organization goes on. @throws Refused ORG_SUSPENDED,
 * ORG_FROZEN, ORG_PENDING_DELETION, ORG_PURGED
 */
export function mustWork({ status, since }: Frozen<Lifecycle>): void {
  if (status !== 'active') throw refused(stops[status].code, { organizationStatus: status, since });
}
