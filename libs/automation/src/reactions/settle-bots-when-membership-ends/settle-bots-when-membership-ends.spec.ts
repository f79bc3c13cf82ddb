import { memberAdded, memberLeft, memberRemoved, memberSuspended } from '@annals/contracts';
import { jobsOf, someId, someLog, someOrganization } from '@annals/views';
import { settleBotsWhenMembershipEnds } from './settle-bots-when-membership-ends';

const personId = someId('person');

describe('settle bots when a membership ends', () => {
  it.each([memberRemoved({ personId }), memberLeft({ personId }), memberSuspended({ personId })])(
    'makes a job for each end, which says where its plan is: $type',
    (ended) => {
      const log = someLog(ended);
      const [{ id, meta, revision }] = log as [(typeof log)[number]];
      const payload = { organizationId: someOrganization, personId, revision, causedBy: id };
      expect(jobsOf(settleBotsWhenMembershipEnds, log)).toEqual([
        { queue: 'automation.settle-bots', key: id, payload: { ...payload, correlation: meta.correlationId } },
      ]);
    },
  );

  it('stays quiet about people who come', () => {
    const added = memberAdded(
      { personId, userId: someId('user'), roles: ['member'], via: 'invitation' },
      { email: 'mia@acme.example', alias: 'Mia' },
    );
    expect(jobsOf(settleBotsWhenMembershipEnds, someLog(added))).toEqual([]);
  });
});
