import { memberAdded } from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { finishAccountWhenItsInvitationWasAccepted } from './finish-account-when-its-invitation-was-accepted';

const [userId, personId] = [someId('mia'), someId('person')];
const added = (via: 'creation' | 'invitation') =>
  memberAdded({ personId, userId, roles: ['member'], via }, { email: 'mia@acme.com', alias: 'Mia' });
const jobs = (via: 'creation' | 'invitation') => jobsOf(finishAccountWhenItsInvitationWasAccepted, someLog(added(via)));

describe('finish an account when its invitation was accepted (B4)', () => {
  it('makes one job for each acceptance, with ids only', () => {
    expect(jobs('invitation')).toMatchObject([
      { queue: 'identity.finish-account', key: someId('event 0'), payload: { userId, causedBy: someId('event 0') } },
    ]);
    expect(JSON.stringify(jobs('invitation'))).not.toMatch(/acme|Mia/);
  });

  it('stays quiet about who founded an organization', () => expect(jobs('creation')).toEqual([]));
});
