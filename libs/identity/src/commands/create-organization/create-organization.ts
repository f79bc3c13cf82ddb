import { organizationBegun, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import type { CreationPolicy } from '../../account/organization-founding.port';

export interface CreateOrganization {
  readonly userId: string;
  readonly name: string;
  readonly alias: string;
  readonly country: string;
  readonly timeZone: string;
  readonly policy: CreationPolicy;
}

/**
 * B1: an account begins one more organization. Which it began is in its own stream, so that the quota is exact; those
 * that it joined do not count.
 * @throws Refused ORG_CREATION_DISABLED, ORG_CREATION_LIMIT
 */
export const createOrganization: Decide<Account, CreateOrganization, AccountEvent> = (
  { begun },
  { userId, name, alias, country, timeZone, policy },
  { id },
) => {
  if (policy.creation !== 'self_service') throw refused('ORG_CREATION_DISABLED');
  const { maxCreatedPerUser: limit } = policy;
  if (begun.size >= limit) throw refused('ORG_CREATION_LIMIT', { limit, current: begun.size });
  return [organizationBegun({ userId, organizationId: id('organization'), country, timeZone }, { name, alias })];
};
