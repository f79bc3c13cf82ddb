import { invitationRevoked, joinRequestWithdrawn, memberRemoved, memberSuspended } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId } from '../../testing/some-join-requests';
import {
  adam,
  founded,
  invitationId,
  invited,
  joined,
  mia,
  olga,
  organizationId,
  oscar,
  stranger,
  type Someone,
} from '../../testing/some-organization';
import { endForErasure } from './end-for-erasure';

const end = ({ personId }: Someone) => ({ organizationId, personId });
const gone = ({ personId }: Someone, plan: object = { bots: [] }) =>
  memberRemoved({ personId, plan: { bots: [], ...plan }, cause: 'erased' });
const [a, b] = ['60000000-0000-4000-8000-00000000000a', '60000000-0000-4000-8000-00000000000b'];

describe('E6: what somebody is here ends before they are erased', () => {
  it('a membership ends, also one that rests; what they own is held', () => {
    given(organization, ...founded, joined(mia, ['member']))
      .when(endForErasure, end(mia))
      .then(gone(mia));
    given(organization, ...founded, joined(mia, ['member']), memberSuspended({ personId: mia.personId }))
      .when(endForErasure, end(mia))
      .then(gone(mia));
  });

  it('an invitation ends, and a request to join', () => {
    given(organization, ...founded, invited(mia, ['member']))
      .when(endForErasure, end(mia))
      .then(invitationRevoked({ invitationId }));
    given(organization, ...founded, asked(stranger))
      .when(endForErasure, end(stranger))
      .then(joinRequestWithdrawn({ requestId: joinRequestId, personId: stranger.personId }));
  });

  it('I-7: what they own goes where it was to go; who went meanwhile gets nothing', () => {
    const plan = {
      bots: [
        { botId: a, to: adam.personId },
        { botId: b, to: oscar.personId },
      ],
      others: oscar.personId,
    };
    given(organization, ...founded, joined(mia, ['member']), joined(adam, ['admin']), joined(oscar, ['admin']))
      .when(endForErasure, { ...end(mia), plan })
      .then(gone(mia, plan));
    given(organization, ...founded, joined(mia, ['member']), joined(adam, ['admin']))
      .when(endForErasure, { ...end(mia), plan })
      .then(gone(mia, { bots: [{ botId: a, to: adam.personId }, { botId: b }] }));
  });

  it('I-1: the last owner stays', () => {
    given(organization, ...founded)
      .when(endForErasure, end(olga))
      .thenRefused('LAST_OWNER');
    given(organization, ...founded, joined(oscar, ['owner']))
      .when(endForErasure, end(oscar))
      .then(gone(oscar));
  });

  it('stays quiet where nothing is left to end', () => {
    given(organization, ...founded, joined(mia, ['member']), gone(mia))
      .when(endForErasure, end(mia))
      .thenNothing();
    given(organization, ...founded)
      .when(endForErasure, end(stranger))
      .thenNothing();
  });
});
