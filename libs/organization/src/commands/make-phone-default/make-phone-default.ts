import { defaultPhoneNumberSet, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustHavePhone } from '../../organization/phones';

export interface MakePhoneDefault {
  readonly organizationId: string;
  readonly phoneId: string;
}

/** A19: one default for each purpose, and only of numbers that somebody answers. */
export const makePhoneDefault: Decide<Organization, MakePhoneDefault, OrganizationEvent> = (
  { phones },
  { phoneId },
) => {
  const { verified, purpose } = mustHavePhone(phones, phoneId);
  if (!verified) throw refused('PHONE_NOT_VERIFIED');
  return phones.defaults.get(purpose) === phoneId ? [] : [defaultPhoneNumberSet({ phoneId, purpose })];
};
