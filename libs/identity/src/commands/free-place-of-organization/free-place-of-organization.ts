import { begunOrganizationPurged, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface FreePlaceOfOrganization {
  readonly userId: string;
  readonly organizationId: string;
}

/** D16: an organization that was purged counts no more towards the quota of who began it. */
export const freePlaceOfOrganization: Decide<Account, FreePlaceOfOrganization, AccountEvent> = (
  { begun },
  { userId, organizationId },
) => (begun.has(organizationId) ? [begunOrganizationPurged({ userId, organizationId })] : []);
