import { phrase, tells, type SentenceTemplate } from '../../sentence';
import {
  organizationDeletionCancelled,
  organizationDeletionRequested,
  organizationFrozen,
  organizationPurged,
  organizationReactivated,
  organizationSuspended,
  organizationUnfrozen,
  type LifecycleEvent,
} from './events';

export const lifecycleSentences: { readonly [Type in LifecycleEvent['type']]: SentenceTemplate<Type> } = {
  OrganizationSuspended: tells(organizationSuspended, ({ by }) => {
    if (by === 'owner') return ['paused the organization'];
    return [`suspended the organization${by === 'operator' ? '' : ` ${phrase({}, by)}`}`];
  }),
  OrganizationReactivated: tells(organizationReactivated, () => ['let the organization go on']),
  OrganizationFrozen: tells(organizationFrozen, () => ['froze the organization']),
  OrganizationUnfrozen: tells(organizationUnfrozen, () => ['unfroze the organization']),
  OrganizationDeletionRequested: tells(organizationDeletionRequested, ({ purgeAt }) => [
    `asked for the deletion of the organization on ${purgeAt.slice(0, 10)}`,
  ]),
  OrganizationDeletionCancelled: tells(organizationDeletionCancelled, () => [
    'cancelled the deletion of the organization',
  ]),
  OrganizationPurged: tells(organizationPurged, () => ['purged the organization']),
};
