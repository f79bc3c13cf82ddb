import { phoneNumberAdded, phoneNumberVerified, type OrganizationEvent, type PhonePurpose } from '@annals/contracts';
import { plus } from '@annals/kernel';
import { codeLife } from '../organization/code';
import { now } from './some-organization';

/** A number of the organization for specs, whose first code was asked for now. */
export const phoneId = '30000000-0000-4000-8000-000000000001';
export const otherPhoneId = '30000000-0000-4000-8000-000000000002';
export const number = '+4769210400';
export const codeExpiresAt = plus(now, codeLife);

export function added(changes: { phoneId?: string; number?: string; purpose?: PhonePurpose } = {}): OrganizationEvent {
  const { number: of = number, ...data } = changes;
  return phoneNumberAdded(
    { phoneId, purpose: 'contact', generation: 1, codeExpiresAt, ...data },
    { number: of, label: 'Reception' },
  );
}

export const verified = (id: string = phoneId): OrganizationEvent =>
  phoneNumberVerified({ phoneId: id, generation: 1 });
