import { organizationLogoSet, type LogoFormat, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface SetLogo {
  readonly organizationId: string;
  /** Of the sealed picture. */
  readonly digest: string;
  readonly format: LogoFormat;
}

/** A12: the logo from now on, or nothing where it is that already. */
export const setLogo: Decide<Organization, SetLogo, OrganizationEvent> = ({ settings }, { digest, format }) => {
  mustBeFounded(settings);
  return settings.logo?.digest === digest ? [] : [organizationLogoSet({ digest, format })];
};
