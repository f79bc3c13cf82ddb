import { PHONES_AT_MOST, refused, type OrganizationEvent } from '@annals/contracts';
import { type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';

export interface Phone {
  readonly phoneId: string;
  /** E.164. What is stored is not judged again: numbering plans change. */
  readonly number: string;
  readonly label: string;
  readonly purpose: string;
  /** Of the newest code. */
  readonly generation: number;
  readonly codeExpiresAt: Instant;
  readonly verified: boolean;
  readonly workspaceId: string | undefined;
}

/** The organization's phone numbers (A19). */
export interface Phones {
  readonly all: Map<string, Phone>;
  /** Purpose → the number that is used where nobody names one. */
  readonly defaults: Map<string, string>;
}

export const noPhones = (): Phones => ({ all: new Map(), defaults: new Map() });

function change(phones: Phones, phoneId: string, changes: Partial<Phone>): void {
  const phone = phones.all.get(phoneId);
  if (phone) phones.all.set(phoneId, { ...phone, ...changes });
}

export const phonesEvolve = {
  PhoneNumberAdded(phones, { data, text }): void {
    phones.all.set(data.phoneId, { ...data, ...text, verified: false, workspaceId: undefined });
  },
  PhoneNumberCodeRequested: (phones, { data: { phoneId, ...code } }): void => change(phones, phoneId, code),
  PhoneNumberVerified: (phones, { data }): void => change(phones, data.phoneId, { verified: true }),
  DefaultPhoneNumberSet(phones, { data }): void {
    phones.defaults.set(data.purpose, data.phoneId);
  },
  PhoneNumberRenamed: (phones, { data, text }): void => change(phones, data.phoneId, { label: text.label }),
  PhoneNumberAssigned: (phones, { data }): void => change(phones, data.phoneId, { workspaceId: data.workspaceId }),
  PhoneNumberRemoved(phones, { data: { phoneId } }): void {
    const purpose = phones.all.get(phoneId)?.purpose ?? '';
    phones.all.delete(phoneId);
    if (phones.defaults.get(purpose) === phoneId) phones.defaults.delete(purpose);
  },
} satisfies SliceEvolve<Phones, OrganizationEvent>;

/** @throws Refused PHONE_NOT_FOUND */
export function mustHavePhone({ all }: Frozen<Phones>, phoneId: string): Frozen<Phone> {
  const phone = all.get(phoneId);
  if (!phone) throw refused('PHONE_NOT_FOUND');
  return phone;
}

/** @throws Refused PHONE_ALREADY_REGISTERED, PHONE_LIMIT_REACHED */
export function mustTakePhone({ all }: Frozen<Phones>, number: string): void {
  if ([...all.values()].some((phone) => phone.number === number)) throw refused('PHONE_ALREADY_REGISTERED');
  if (all.size >= PHONES_AT_MOST) throw refused('PHONE_LIMIT_REACHED', { limit: PHONES_AT_MOST });
}
