import {
  invitationAccepted,
  invitationRevoked,
  invitationSuperseded,
  memberInvited,
  memberLeft,
  memberRemoved,
  memberRolesChanged,
  type SystemRole,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  audrey,
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  now,
  olga,
  organizationId,
  stranger,
} from '../../testing/some-organization';
import { inviteMember } from './invite-member';

const invite = (roles: SystemRole[] = ['member']) => ({
  organizationId,
  personId: mia.personId,
  email: mia.email,
  roles,
});
const by = ({ actor }: { actor: typeof olga.actor }) => ({ actor });
const fresh = (roles: SystemRole[], invitedBy = olga.personId) =>
  memberInvited(
    { invitationId: 'id-of-invitation', personId: mia.personId, roles, invitedBy, generation: 1, expiresAt: inAWeek },
    { email: mia.email },
  );

describe('invite a member', () => {
  it('D4: is open for seven days', () =>
    given(organization, ...founded)
      .when(inviteMember, invite(), by(olga))
      .then(fresh(['member'])));

  it('names each role once, in the order in which they are offered', () =>
    given(organization, ...founded)
      .when(inviteMember, invite(['member', 'admin', 'member']), by(olga))
      .then(fresh(['admin', 'member'])));

  it('I-5: other roles supersede the open invitation', () =>
    given(organization, ...founded, invited(mia, ['member']))
      .when(inviteMember, invite(['auditor']), by(olga))
      .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['auditor'])));

  it('W14: an expired invitation does not stand in the way', () =>
    given(organization, ...founded, invited(mia, ['member'], { expiresAt: now }))
      .when(inviteMember, invite(), by(olga))
      .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['member'])));

  it('W14: neither does one whose sender has lost the right to it', () => {
    const lost = [joined(adam, ['admin']), invited(mia, ['member'], { invitedBy: adam.personId })];
    for (const how of [
      memberRemoved({ personId: adam.personId }),
      memberRolesChanged({ personId: adam.personId, roles: ['auditor'] }),
    ]) {
      given(organization, ...founded, ...lost, how)
        .when(inviteMember, invite(), by(olga))
        .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['member']));
    }
  });

  it('a revoked one is closed: the next is simply new', () =>
    given(organization, ...founded, invited(mia, ['member']), invitationRevoked({ invitationId }))
      .when(inviteMember, invite(), by(olga))
      .then(fresh(['member'])));

  it('a person who left may be invited again', () =>
    given(organization, ...founded, joined(mia, ['member']), memberLeft({ personId: mia.personId }))
      .when(inviteMember, invite(), by(olga))
      .then(fresh(['member'])));

  it('B25: an Owner may invite an Owner, an Admin anybody else', () => {
    given(organization, ...founded)
      .when(inviteMember, invite(['owner']), by(olga))
      .then(fresh(['owner']));
    given(organization, ...founded, joined(adam, ['admin']))
      .when(inviteMember, invite(['admin']), by(adam))
      .then(fresh(['admin'], adam.personId));
    given(organization, ...founded, joined(adam, ['admin']))
      .when(inviteMember, invite(['member', 'owner']), by(adam))
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
  });

  it('I-3: says no to roles out of reach', () =>
    given(organization, ...founded, joined(audrey, ['auditor']))
      .when(inviteMember, invite(['member', 'auditor']), by(audrey))
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['auditor', 'member'] }));

  it('I-3: the roles are those that the stream knows, not what a guard saw a moment ago', () => {
    given(organization, ...founded, joined(adam, ['admin']), memberRemoved({ personId: adam.personId }))
      .when(inviteMember, invite(), by(adam))
      .thenRefused('ORG_NOT_FOUND');
    given(organization, ...founded)
      .when(inviteMember, invite(), by(stranger))
      .thenRefused('ORG_NOT_FOUND');
  });

  it('an API key holds no roles to hand on', () =>
    given(organization, ...founded)
      .when(inviteMember, invite(), { actor: 'key:1' })
      .thenRefused('FORBIDDEN'));

  it('I-5: says no for a member', () =>
    given(
      organization,
      ...founded,
      invited(mia, ['member']),
      invitationAccepted({ invitationId, personId: mia.personId, userId: mia.userId }),
      joined(mia, ['member']),
    )
      .when(inviteMember, invite(['admin']), by(olga))
      .thenRefused('ALREADY_MEMBER'));

  it('stays quiet while the same invitation is open', () => {
    given(organization, ...founded, invited(mia, ['admin', 'member']))
      .when(inviteMember, invite(['member', 'admin']), by(olga))
      .thenNothing();
    given(organization, ...founded, invited(mia, ['member']))
      .when(inviteMember, invite(), { ...by(olga), now: plus(inAWeek, { seconds: -1 }) })
      .thenNothing();
  });
});
