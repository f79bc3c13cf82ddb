import { memberProfileUpdated, memberSuspended } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, joined, mia, organizationId, stranger } from '../../testing/some-organization';
import { updateMyProfile } from './update-my-profile';

const there = [...founded, joined(mia, ['external'])];
/** Mia joined by the event at revision 3. */
const asked = { organizationId, alias: 'Mia Berg', namedAt: 3, same: false };
const renamed = memberProfileUpdated({ personId: mia.personId, userId: mia.userId }, { alias: 'Mia Berg' });

describe('B3: people say what they are called', () => {
  it('is called otherwise from now on, whatever their roles', () =>
    given(organization, ...there)
      .when(updateMyProfile, asked, { actor: mia.actor })
      .then(renamed));

  it('says no to who is no member or suspended, and where they were called otherwise meanwhile', () => {
    given(organization, ...there)
      .when(updateMyProfile, asked, { actor: stranger.actor })
      .thenRefused('ORG_NOT_FOUND');
    given(organization, ...there, memberSuspended({ personId: mia.personId }))
      .when(updateMyProfile, asked, { actor: mia.actor })
      .thenRefused('ORG_NOT_FOUND');
    given(organization, ...there, renamed)
      .when(updateMyProfile, asked, { actor: mia.actor })
      .thenRefused('CONFLICT');
    given(organization, ...there)
      .when(updateMyProfile, asked, { actor: `key:${mia.userId}` })
      .thenRefused('FORBIDDEN');
  });

  it('stays quiet where they are called so', () =>
    given(organization, ...there)
      .when(updateMyProfile, { ...asked, same: true }, { actor: mia.actor })
      .thenNothing());
});
