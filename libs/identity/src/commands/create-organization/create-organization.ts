import { organizationBegun, refused, type AccountEvent, type InstallationPolicies } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface CreateOrganization {
  readonly userId: string;
  readonly name: string;
  readonly alias: string;
  readonly country: string;
  readonly timeZone: string;
  readonly policy: InstallationPolicies;
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
  mustMayCreate(begun.size, policy);
  return [organizationBegun({ userId, organizationId: id('organization'), country, timeZone }, { name, alias })];
};

/**
 * Whether an account that began so many may begin one more. Where a sign-up prompts for one, the first is still a part
 * of it (D20).
 * @throws Refused ORG_CREATION_DISABLED, ORG_CREATION_LIMIT
 */
export function mustMayCreate(current: number, { creation, signUp, maxCreatedPerUser: limit }: InstallationPolicies) {
  const isOfSignUp = signUp === 'prompt' && current === 0;
  if (limit !== null && current >= limit) throw refused('ORG_CREATION_LIMIT', { limit, current });
  if (creation !== 'self_service' && !isOfSignUp) throw refused('ORG_CREATION_DISABLED');
}
