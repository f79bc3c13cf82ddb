import { additionalOrganizationRequested, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface RequestOrganization {
  readonly userId: string;
  readonly why: string;
}

/** D17: one more organization than the quota allows is asked for, once at a time. @throws Refused REQUEST_ALREADY_OPEN */
export const requestOrganization: Decide<Account, RequestOrganization, AccountEvent> = (
  { request },
  { userId, why },
  { now, id },
) => {
  if (request?.status === 'open') throw refused('REQUEST_ALREADY_OPEN');
  return [additionalOrganizationRequested({ userId, requestId: id('request'), at: now }, { reason: why })];
};
