import { emailVerified, organizationBegun } from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { finishOrganizationWhenItWasBegun } from './finish-organization-when-it-was-begun';

const [userId, organizationId] = [someId('john'), someId('acme')];

describe('finish an organization when it was begun (A8)', () => {
  it('makes one job for each organization, whoever finishes it', () => {
    expect(
      jobsOf(finishOrganizationWhenItWasBegun, someLog(organizationBegun({ userId, organizationId }, {}))),
    ).toEqual([
      {
        queue: 'organization.finish-organization',
        key: organizationId,
        payload: { userId, organizationId, causedBy: someId('event 0'), correlation: someId('command 0') },
      },
    ]);
  });

  it('stays quiet about accounts that begin none', () => {
    expect(
      jobsOf(
        finishOrganizationWhenItWasBegun,
        someLog(emailVerified({ userId, by: 'invitation', credentialId: someId('c') })),
      ),
    ).toEqual([]);
  });
});
