import { organizationRenamed, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface RenameOrganization {
  readonly organizationId: string;
  readonly name: string;
}

/** A16: the new name, or nothing when it is called so already. */
export const renameOrganization: Decide<Organization, RenameOrganization, OrganizationEvent> = (
  { settings },
  { name },
) => {
  mustBeFounded(settings);
  return settings.name === name ? [] : [organizationRenamed({}, { name })];
};
