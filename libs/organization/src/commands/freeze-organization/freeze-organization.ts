import { organizationFrozen, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface FreezeOrganization {
  readonly organizationId: string;
}

/** A17: an operator stops what is not paid for. @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION */
export const freezeOrganization: Decide<Organization, FreezeOrganization, OrganizationEvent> = (
  { settings, lifecycle },
  _command,
  { now },
) => {
  mustBeFounded(settings);
  mustBe(lifecycle, 'active', 'frozen');
  return [organizationFrozen({ since: now })];
};
