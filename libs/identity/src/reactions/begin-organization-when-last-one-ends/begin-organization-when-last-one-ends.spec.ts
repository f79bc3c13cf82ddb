import { memberAdded, memberLeft, memberRemoved } from '@annals/contracts';
import { jobsOf, someId, someLog, someOrganization } from '@annals/views';
import { beginOrganizationWhenLastOneEnds } from './begin-organization-when-last-one-ends';

const personId = someId('person');

describe('begin an organization when the last one ends (A2)', () => {
  it.each([memberRemoved({ personId }), memberLeft({ personId })])('asks once for each end: $type', (ended) => {
    const log = someLog(ended);
    const [{ id, meta, position }] = log as [(typeof log)[number]];
    expect(jobsOf(beginOrganizationWhenLastOneEnds, log)).toEqual([
      {
        queue: 'identity.begin-own-organization',
        key: id,
        payload: {
          organizationId: someOrganization,
          personId,
          position: String(position.commit),
          causedBy: id,
          correlation: meta.correlationId,
        },
      },
    ]);
  });

  it('stays quiet about people who come', () => {
    const added = memberAdded(
      { personId, userId: someId('user'), roles: ['member'], via: 'invitation' },
      { email: 'mia@acme.example', alias: 'Mia' },
    );
    expect(jobsOf(beginOrganizationWhenLastOneEnds, someLog(added))).toEqual([]);
  });
});
