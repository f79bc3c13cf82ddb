import { defineEvent, type EventOf } from '../../define-event';
import { id, organizationName } from '../../words';

export const organizationCreated = defineEvent('OrganizationCreated', {
  data: { organizationId: id, createdBy: id },
  text: { name: organizationName },
});
export const organizationRenamed = defineEvent('OrganizationRenamed', { data: {}, text: { name: organizationName } });

export const settingsEvents = { organizationCreated, organizationRenamed };
export type SettingsEvent = EventOf<(typeof settingsEvents)[keyof typeof settingsEvents]>;
