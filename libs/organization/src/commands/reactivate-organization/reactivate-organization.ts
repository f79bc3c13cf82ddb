import { organizationReactivated, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { invalidTransition, mustBe, standingOf } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';

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
  if (!settings.created) throw refused('ORG_NOT_FOUND');
  mustBe(lifecycle, 'suspended', 'active');
  if (lifecycle.by !== 'owner' && standingOf(actor) === 'owner') throw invalidTransition(lifecycle, 'active');
  return [organizationReactivated({})];
};
