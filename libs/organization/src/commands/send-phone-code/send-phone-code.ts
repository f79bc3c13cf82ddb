import { phoneNumberCodeRequested, refused, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { codeLife } from '../../organization/code';
import type { Organization } from '../../organization/organization';
import { mustHavePhone } from '../../organization/phones';

export interface SendPhoneCode {
  readonly organizationId: string;
  readonly phoneId: string;
}

/** A19: a new code, in place of the one before it. */
export const sendPhoneCode: Decide<Organization, SendPhoneCode, OrganizationEvent> = (
  { phones },
  { phoneId },
  { now },
) => {
  const { verified, generation } = mustHavePhone(phones, phoneId);
  if (verified) throw refused('PHONE_ALREADY_VERIFIED');
  return [phoneNumberCodeRequested({ phoneId, generation: generation + 1, codeExpiresAt: plus(now, codeLife) })];
};
