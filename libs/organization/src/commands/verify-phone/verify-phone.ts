import { defaultPhoneNumberSet, phoneNumberVerified, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide, Frozen, Instant } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustHavePhone, type Phones } from '../../organization/phones';

export interface VerifyPhone {
  readonly organizationId: string;
  readonly phoneId: string;
  /** Of the code that was said rightly. */
  readonly generation: number;
}

/**
 * The generation of the code that would verify a number now; undefined where it is verified already.
 * @throws Refused PHONE_NOT_FOUND, PHONE_CODE_EXPIRED
 */
export function codeAskedOf(phones: Frozen<Phones>, phoneId: string, now: Instant): number | undefined {
  const { verified, generation, codeExpiresAt } = mustHavePhone(phones, phoneId);
  if (verified) return undefined;
  if (now >= codeExpiresAt) throw refused('PHONE_CODE_EXPIRED');
  return generation;
}

/** A19: the newest code was said in time. The first verified number of a purpose is its default. */
export const verifyPhone: Decide<Organization, VerifyPhone, OrganizationEvent> = (
  { phones },
  { phoneId, generation },
  { now },
) => {
  const asked = codeAskedOf(phones, phoneId, now);
  if (asked === undefined) return [];
  if (asked !== generation) throw refused('PHONE_CODE_EXPIRED'); // a newer one went out meanwhile
  const { purpose } = mustHavePhone(phones, phoneId);
  const verified = phoneNumberVerified({ phoneId, generation });
  if (phones.defaults.has(purpose)) return [verified];
  return [verified, defaultPhoneNumberSet({ phoneId, purpose })];
};
