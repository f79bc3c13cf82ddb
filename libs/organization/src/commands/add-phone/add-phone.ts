import { phoneNumberAdded, type OrganizationEvent, type PhonePurpose } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { codeLife } from '../../organization/code';
import type { Organization } from '../../organization/organization';
import { mustTakePhone } from '../../organization/phones';
import { mustBeFounded } from '../../organization/settings';

export interface AddPhone {
  readonly organizationId: string;
  /** E.164. */
  readonly number: string;
  readonly label: string;
  readonly purpose: PhonePurpose;
}

/** A19: a number that the organization does not have yet, with its first code. */
export const addPhone: Decide<Organization, AddPhone, OrganizationEvent> = (
  { settings, phones },
  { number, label, purpose },
  { now, id },
) => {
  mustBeFounded(settings);
  mustTakePhone(phones, number);
  const data = { phoneId: id('phone'), purpose, generation: 1, codeExpiresAt: plus(now, codeLife) };
  return [phoneNumberAdded(data, { number, label })];
};
