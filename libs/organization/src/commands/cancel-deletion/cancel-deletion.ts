import { organizationDeletionCancelled, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface CancelDeletion {
  readonly organizationId: string;
}

/** W19: an owner takes it back, as long as it was not purged. @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION */
export const cancelDeletion: Decide<Organization, CancelDeletion, OrganizationEvent> = ({ settings, lifecycle }) => {
  mustBeFounded(settings);
  mustBe(lifecycle, 'pending_deletion', 'active');
  return [organizationDeletionCancelled({})];
};
