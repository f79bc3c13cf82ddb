import { organizationBegun, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface BeginOwnOrganization {
  readonly userId: string;
  readonly organizationId: string;
}

/** A2: an organization of their own for who belongs to none any more. The quota is for what people ask for themselves. */
export const beginOwnOrganization: Decide<Account, BeginOwnOrganization, AccountEvent> = (
  { registered, begun },
  { userId, organizationId },
) => (!registered || begun.has(organizationId) ? [] : [organizationBegun({ userId, organizationId }, {})]);
