import { refused } from '@annals/contracts';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

// Numbering plans change every month, and this package with them: nothing that is folded or decided may rest on it.

/**
 * A number as it is stored (E.164), from what was typed with its country code.
 * @throws Refused PHONE_INVALID for what no numbering plan of today has
 */
export function phoneNumberOf(typed: string): string {
  const number = parsePhoneNumberFromString(typed, { extract: false });
  if (number?.isValid() !== true || number.ext !== undefined) throw refused('PHONE_INVALID');
  return number.number;
}

/** A stored number in groups, as people write it internationally. */
export function writtenNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
