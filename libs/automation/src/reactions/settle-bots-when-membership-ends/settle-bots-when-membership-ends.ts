import { reaction, type Job } from '@annals/views';

export const SETTLE_BOTS = 'automation.settle-bots';

/** W4: what somebody owned who goes or is suspended goes where the plan says, or is held: nothing runs on as theirs. */
export const settleBotsWhenMembershipEnds = reaction({
  name: 'settle-bots-when-membership-ends',
  on: {
    MemberRemoved: ({ id, organization, data, revision, meta }) => [
      jobFor(id, organization, { personId: data.personId, revision, correlation: meta.correlationId }),
    ],
    MemberLeft: ({ id, organization, data, revision, meta }) => [
      jobFor(id, organization, { personId: data.personId, revision, correlation: meta.correlationId }),
    ],
    MemberSuspended: ({ id, organization, data, revision, meta }) => [
      jobFor(id, organization, { personId: data.personId, revision, correlation: meta.correlationId }),
    ],
  },
});

interface Ended {
  readonly personId: string;
  /** Where the event is that has the plan. */
  readonly revision: number;
  readonly correlation: string;
}

function jobFor(causedBy: string, organizationId: string, ended: Ended): Job {
  return { queue: SETTLE_BOTS, key: causedBy, payload: { organizationId, causedBy, ...ended } };
}
