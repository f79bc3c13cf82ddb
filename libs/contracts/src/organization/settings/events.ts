import { defineEvent, type EventOf } from '../../define-event';
import { country } from '../../countries';
import { id, organizationName, timeZone } from '../../words';

export const organizationCreated = defineEvent('OrganizationCreated', {
  data: { organizationId: id, createdBy: id },
  text: { name: organizationName },
});
export const organizationRenamed = defineEvent('OrganizationRenamed', { data: {}, text: { name: organizationName } });
/** Where the organization is at home: what changed, with its new value. */
export const localeSet = defineEvent('LocaleSet', {
  data: { country: country.optional(), timeZone: timeZone.optional() },
});

export const settingsEvents = { organizationCreated, organizationRenamed, localeSet };
export type SettingsEvent = EventOf<(typeof settingsEvents)[keyof typeof settingsEvents]>;
