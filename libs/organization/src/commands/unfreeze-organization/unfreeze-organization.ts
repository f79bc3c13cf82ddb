import { organizationUnfrozen, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface UnfreezeOrganization {
  readonly organizationId: string;
}

/** A17: an operator lets a frozen organization go on. @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION */
export const unfreezeOrganization: Decide<Organization, UnfreezeOrganization, OrganizationEvent> = (
  { settings, lifecycle },
  _command,
  _facts,
) => {
  mustBeFounded(settings);
  mustBe(lifecycle, 'frozen', 'active');
  return [organizationUnfrozen({})];
};
