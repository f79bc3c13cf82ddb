import { accountInfoUpdated, type Industry, type OrganizationEvent, type Size } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface UpdateAccountInfo {
  readonly organizationId: string;
  readonly industry?: Industry | undefined;
  readonly size?: Size | undefined;
  readonly useCase?: string | undefined;
}

/** D21: what is said now, in place of all that was; nothing when it is the same. */
export const updateAccountInfo: Decide<Organization, UpdateAccountInfo, OrganizationEvent> = (
  { settings, accountInfo },
  { industry, size, useCase = '' },
) => {
  mustBeFounded(settings);
  if (accountInfo.industry === industry && accountInfo.size === size && accountInfo.useCase === useCase) return [];
  return [accountInfoUpdated({ ...(industry && { industry }), ...(size && { size }) }, { useCase })];
};
