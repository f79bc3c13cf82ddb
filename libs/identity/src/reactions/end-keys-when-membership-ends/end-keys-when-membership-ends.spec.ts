import { memberAdded, memberLeft, memberRemoved } from '@annals/contracts';
import { jobsOf, someId, someLog, someOrganization } from '@annals/views';
import { endKeysWhenMembershipEnds } from './end-keys-when-membership-ends';

const personId = someId('person');

describe('end keys when a membership ends', () => {
  it.each([memberRemoved({ personId }), memberLeft({ personId })])('makes a job for each end: $type', (ended) => {
    const log = someLog(ended);
    const [{ id, meta }] = log as [(typeof log)[number]];
    expect(jobsOf(endKeysWhenMembershipEnds, log)).toEqual([
      {
        queue: 'identity.end-keys',
        key: id,
        payload: { organizationId: someOrganization, personId, causedBy: id, correlation: meta.correlationId },
      },
    ]);
  });

  it('stays quiet about people who come', () => {
    const added = memberAdded(
      { personId, userId: someId('user'), roles: ['member'], via: 'invitation' },
      { email: 'mia@acme.example', alias: 'Mia' },
    );
    expect(jobsOf(endKeysWhenMembershipEnds, someLog(added))).toEqual([]);
  });
});
