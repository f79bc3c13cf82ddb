import { defineEvent, type EventOf } from '../../define-event';
import { instant, word } from '../../words';

/** `by`: what an operator stopped no owner starts again. `since` is what people are told while it lasts. */
export const organizationSuspended = defineEvent('OrganizationSuspended', {
  data: { since: instant, by: word(['owner', 'operator']) },
});
export const organizationReactivated = defineEvent('OrganizationReactivated', { data: {} });
export const organizationFrozen = defineEvent('OrganizationFrozen', { data: { since: instant } });
export const organizationUnfrozen = defineEvent('OrganizationUnfrozen', { data: {} });

/** An owner asked that it be deleted: until `purgeAt` it can be taken back. */
export const organizationDeletionRequested = defineEvent('OrganizationDeletionRequested', {
  data: { since: instant, purgeAt: instant },
});
export const organizationDeletionCancelled = defineEvent('OrganizationDeletionCancelled', { data: {} });
/** There is no way back: from here on everything of it is forgotten, step by step. */
export const organizationPurged = defineEvent('OrganizationPurged', { data: {} });

export const lifecycleEvents = {
  organizationSuspended,
  organizationReactivated,
  organizationFrozen,
  organizationUnfrozen,
  organizationDeletionRequested,
  organizationDeletionCancelled,
  organizationPurged,
};
export type LifecycleEvent = EventOf<(typeof lifecycleEvents)[keyof typeof lifecycleEvents]>;
