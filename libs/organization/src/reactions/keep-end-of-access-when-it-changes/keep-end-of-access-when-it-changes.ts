import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_ACCESS_END = 'organization.keep-access-end';

/** W15: what is due is found by the timer wherever an end was set, moved or lifted. */
export const keepEndOfAccessWhenItChanges = reaction({
  name: 'keep-end-of-access-when-it-changes',
  on: {
    MemberAdded: (e) => (e.data.accessUntil === undefined ? [] : [jobFor(e)]),
    MemberAccessEndSet: (e) => [jobFor(e)],
  },
});

const jobFor = ({ id, organization, data }: ViewEvent<'MemberAdded'> | ViewEvent<'MemberAccessEndSet'>): Job => ({
  queue: KEEP_ACCESS_END,
  key: id,
  payload: { organizationId: organization, personId: data.personId },
});
