import { reaction, type Job, type ViewEvent } from '@annals/views';

/** Queue of changes to what is to be purged when. */
export const purgePlans = 'purge-plans';

type Changed = ViewEvent<'OrganizationDeletionRequested'> | ViewEvent<'OrganizationDeletionCancelled'>;

/** What is to be purged, and when, is kept where a timer finds it. */
export const keepPlanOfPurgeWhenDeletionChanges = reaction({
  name: 'keep-plan-of-purge-when-deletion-changes',
  on: { OrganizationDeletionRequested: (e) => [planOf(e)], OrganizationDeletionCancelled: (e) => [planOf(e)] },
});

const planOf = ({ id, organization }: Changed): Job => ({
  queue: purgePlans,
  key: id,
  payload: { organizationId: organization },
});
