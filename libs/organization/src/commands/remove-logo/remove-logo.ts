import { organizationLogoRemoved, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface RemoveLogo {
  readonly organizationId: string;
}

/** A12: it has no logo from now on, or had none. */
export const removeLogo: Decide<Organization, RemoveLogo, OrganizationEvent> = ({ settings }) => {
  mustBeFounded(settings);
  return settings.logo === undefined ? [] : [organizationLogoRemoved({})];
};
