import { organizationDeletionRequested, refused, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { mustBe } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface RequestDeletion {
  readonly organizationId: string;
  /** As it was typed. */
  readonly name: string;
  readonly graceDays: number;
}

/**
 * A17, W19: an owner asks for the end of what works, by its name; it can be taken back until the days of grace are over.
 * @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION, ORG_NAME_DIFFERS
 */
export const requestDeletion: Decide<Organization, RequestDeletion, OrganizationEvent> = (
  { settings, lifecycle },
  { name, graceDays },
  { now },
) => {
  mustBeFounded(settings);
  mustBe(lifecycle, 'active', 'pending_deletion');
  if (name.trim().normalize('NFC') !== settings.name) throw refused('ORG_NAME_DIFFERS');
  return [organizationDeletionRequested({ since: now, purgeAt: plus(now, { days: graceDays }) })];
};
