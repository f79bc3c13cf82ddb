import { organizationPurged, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { invalidTransition, mustBe } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface PurgeOrganization {
  readonly organizationId: string;
}

/**
 * W19: the days of grace are over, and nobody took the deletion back. The event is the point of no return; what follows it
 * forgets. @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION also before its time
 */
export const purgeOrganization: Decide<Organization, PurgeOrganization, OrganizationEvent> = (
  { settings, lifecycle },
  _command,
  { now },
) => {
  mustBeFounded(settings);
  if (lifecycle.status === 'deleted') return [];
  mustBe(lifecycle, 'pending_deletion', 'deleted');
  if (lifecycle.purgeAt === undefined || now < lifecycle.purgeAt) throw invalidTransition(lifecycle, 'deleted');
  return [organizationPurged({})];
};
