import { organizationReactivated, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { invalidTransition, mustBe, standingOf } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface ReactivateOrganization {
  readonly organizationId: string;
}

/**
 * A17: ends a pause; what an operator stopped, only an operator starts again.
 * @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION
 */
export const reactivateOrganization: Decide<Organization, ReactivateOrganization, OrganizationEvent> = (
  { settings, lifecycle },
  _command,
  { actor },
) => {
  mustBeFounded(settings);
  mustBe(lifecycle, 'suspended', 'active');
  if (lifecycle.by !== 'owner' && standingOf(actor) === 'owner') throw invalidTransition(lifecycle, 'active');
  return [organizationReactivated({})];
};
