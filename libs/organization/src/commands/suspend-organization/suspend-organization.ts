import { organizationSuspended, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, standingOf } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface SuspendOrganization {
  readonly organizationId: string;
}

/**
 * A17: an owner pauses it, or an operator stops it; the latter also where an owner paused it, so that no owner starts it
 * again.
 * @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION
 */
export const suspendOrganization: Decide<Organization, SuspendOrganization, OrganizationEvent> = (
  { settings, lifecycle },
  _command,
  { now, actor },
) => {
  mustBeFounded(settings);
  const by = standingOf(actor);
  const isTakenOver = lifecycle.status === 'suspended' && lifecycle.by === 'owner' && by === 'operator';
  if (!isTakenOver) mustBe(lifecycle, 'active', 'suspended');
  return [organizationSuspended({ since: now, by })];
};
