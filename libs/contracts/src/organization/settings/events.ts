import { defineEvent, type EventOf } from '../../define-event';
import { country } from '../../countries';
import { id, instant, language, organizationName, timeZone } from '../../words';
import { slug } from './slug';

export const organizationCreated = defineEvent('OrganizationCreated', {
  data: { organizationId: id, createdBy: id },
  text: { name: organizationName, slug: slug.optional() },
});
/** What it is called in addresses from here on; `formerUntil` is how long the one before leads to it. */
export const organizationSlugChanged = defineEvent('OrganizationSlugChanged', {
  data: { formerUntil: instant.optional() },
  text: { slug },
});
export const organizationRenamed = defineEvent('OrganizationRenamed', { data: {}, text: { name: organizationName } });
/** Where the organization is at home and which language it speaks: what changed, with its new value. */
export const localeSet = defineEvent('LocaleSet', {
  data: { country: country.optional(), timeZone: timeZone.optional(), language: language.optional() },
});

export const settingsEvents = { organizationCreated, organizationRenamed, organizationSlugChanged, localeSet };
export type SettingsEvent = EventOf<(typeof settingsEvents)[keyof typeof settingsEvents]>;
