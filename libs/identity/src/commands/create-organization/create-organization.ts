import { organizationBegun, refused, type AccountEvent, type InstallationPolicies } from '@annals/contracts';
import type { Decide, Frozen } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface CreateOrganization {
  readonly userId: string;
  readonly name: string;
  readonly alias: string;
  readonly slug?: string | undefined;
  /** Where it is not the account's own address. */
  readonly contactEmail?: string | undefined;
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
  { begun, extra },
  { userId, policy, country, timeZone, name, slug, alias, contactEmail },
  { id },
) => {
  mustMayCreate({ begun, extra }, policy);
  const typed = { name, slug, alias, contactEmail };
  return [organizationBegun({ userId, organizationId: id('organization'), country, timeZone }, typed)];
};

/**
 * Whether an account may begin one more. Where a sign-up prompts for one, the first is still a part of it (D20); what an
 * operator allowed beyond the quota counts also where people make none of their own (D17).
 * @throws Refused ORG_CREATION_DISABLED, ORG_CREATION_LIMIT
 */
function mustMayCreate(
  { begun, extra }: Pick<Frozen<Account>, 'begun' | 'extra'>,
  { creation, signUp, maxCreatedPerUser: most }: InstallationPolicies,
): void {
  const limit = most === null ? null : most + extra;
  if (limit !== null && begun.size >= limit) throw refused('ORG_CREATION_LIMIT', { limit, current: begun.size });
  const isOfSignUp = signUp === 'prompt' && begun.size === 0;
  const isAllowed = extra > 0 && begun.size < (limit ?? 1 + extra);
  if (creation !== 'self_service' && !isOfSignUp && !isAllowed) throw refused('ORG_CREATION_DISABLED');
}
