import { reaction, type Job } from '@annals/views';

export const END_KEYS = 'identity.end-keys';

/**
 * A person's keys end with their membership. The guard refuses them at once; this makes it a fact that lists and the
 * history show.
 */
export const endKeysWhenMembershipEnds = reaction({
  name: 'end-keys-when-membership-ends',
  on: {
    MemberRemoved: (e) => [
      jobFor(e.id, e.organization, { personId: e.data.personId, correlation: e.meta.correlationId }),
    ],
    MemberLeft: (e) => [jobFor(e.id, e.organization, { personId: e.data.personId, correlation: e.meta.correlationId })],
  },
});

function jobFor(
  causedBy: string,
  organizationId: string,
  about: { readonly personId: string; readonly correlation: string },
): Job {
  return { queue: END_KEYS, key: causedBy, payload: { organizationId, causedBy, ...about } };
}
