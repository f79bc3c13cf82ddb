import { defineEvent, type EventOf } from '../../define-event';
import { instant, word } from '../../words';

/** `by`: what an operator stopped no owner starts again. `since` is what people are told while it lasts. */
export const organizationSuspended = defineEvent('OrganizationSuspended', {
  data: { since: instant, by: word(['owner', 'operator']) },
});
export const organizationReactivated = defineEvent('OrganizationReactivated', { data: {} });
export const organizationFrozen = defineEvent('OrganizationFrozen', { data: { since: instant } });
export const organizationUnfrozen = defineEvent('OrganizationUnfrozen', { data: {} });

export const lifecycleEvents = {
  organizationSuspended,
  organizationReactivated,
  organizationFrozen,
  organizationUnfrozen,
};
export type LifecycleEvent = EventOf<(typeof lifecycleEvents)[keyof typeof lifecycleEvents]>;
