import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { generation, id, instant, line, word } from '../../words';

/** What the organization uses a number for (A19). */
export const phonePurpose = z.enum(['contact', 'alerts', 'channel']);
export type PhonePurpose = z.output<typeof phonePurpose>;

/** As it is stored and compared: E.164. */
const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .meta({ examples: ['+4769210400'] });
const purpose = word(phonePurpose.options);
/** What a number is called by those who use it. */
export const phoneLabel = line(1, 60);

/**
 * A number is the organization's own way to be reached (a reception, a device on duty), and its stream decides that it
 * has each once: it is `text` under the organization's key, not the personal part of somebody. A person's own number
 * belongs to their profile.
 */
export const phoneNumberAdded = defineEvent('PhoneNumberAdded', {
  data: { phoneId: id, purpose, generation, codeExpiresAt: instant },
  text: { number: e164, label: phoneLabel },
});
/** The code of a generation is made when it is sent and compared, and stored nowhere (history.md §4). */
export const phoneNumberCodeRequested = defineEvent('PhoneNumberCodeRequested', {
  data: { phoneId: id, generation, codeExpiresAt: instant },
});
export const phoneNumberVerified = defineEvent('PhoneNumberVerified', { data: { phoneId: id, generation } });
/** In place of whichever was the default of that purpose. */
export const defaultPhoneNumberSet = defineEvent('DefaultPhoneNumberSet', {
  data: { phoneId: id, purpose: word<string>(phonePurpose.options) },
});
export const phoneNumberRenamed = defineEvent('PhoneNumberRenamed', {
  data: { phoneId: id },
  text: { label: phoneLabel },
});
/** To a workspace; without one it is the whole organization's again. */
export const phoneNumberAssigned = defineEvent('PhoneNumberAssigned', {
  data: { phoneId: id, workspaceId: id.optional() },
});
export const phoneNumberRemoved = defineEvent('PhoneNumberRemoved', { data: { phoneId: id } });

export const phonesEvents = {
  phoneNumberAdded,
  phoneNumberCodeRequested,
  phoneNumberVerified,
  defaultPhoneNumberSet,
  phoneNumberRenamed,
  phoneNumberAssigned,
  phoneNumberRemoved,
};
export type PhonesEvent = EventOf<(typeof phonesEvents)[keyof typeof phonesEvents]>;
