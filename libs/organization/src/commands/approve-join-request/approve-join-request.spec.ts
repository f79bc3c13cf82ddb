import {
  defaultRoleSet,
  invitationRevoked,
  joinRequestApproved,
  joinRequestDenied,
  memberAdded,
  seatLimitSet,
  type Role,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { asked, joinRequestId as requestId, waitsUntil } from '../../testing/some-join-requests';
import {
  adam,
  founded,
  invitationId,
  invited,
  joined,
  mia,
  now,
  organizationId,
  stranger,
  supervisorId,
} from '../../testing/some-organization';
import { approveJoinRequest } from './approve-join-request';

const { personId, userId, email, alias } = stranger;
const approve = { organizationId, requestId, email, alias };
const open = [...founded, asked(stranger)];
const letIn = (...roles: Role[]) =>
  [
    joinRequestApproved({ requestId, personId }),
    memberAdded({ personId, userId, roles, via: 'request' }, { email, alias }),
  ] as const;

describe('D4: let in who asks to join', () => {
  it('is a member by the default role, or by those that are said', () => {
    given(organization, ...open)
      .when(approveJoinRequest, approve)
      .then(...letIn('member'));
    given(organization, ...open, defaultRoleSet({ role: 'external' }))
      .when(approveJoinRequest, approve)
      .then(...letIn('external'));
    given(organization, ...open)
      .when(approveJoinRequest, { ...approve, roles: ['member', 'admin'] })
      .then(...letIn('admin', 'member'));
  });

  it('ends an invitation that is open meanwhile', () =>
    given(organization, ...open, invited(stranger, ['admin']))
      .when(approveJoinRequest, approve)
      .then(...letIn('member'), invitationRevoked({ invitationId })));

  it('I-3: grants nothing that who decides could not grant', () => {
    given(organization, ...open, joined(adam, ['admin']))
      .when(approveJoinRequest, { ...approve, roles: ['owner'] }, { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...open, joined(adam, ['user_admin']))
      .when(approveJoinRequest, { ...approve, roles: ['admin'] }, { actor: adam.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
    given(organization, ...open, defaultRoleSet({ role: 'admin' }), joined(adam, ['user_admin']))
      .when(approveJoinRequest, approve, { actor: adam.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
    given(organization, ...open)
      .when(approveJoinRequest, { ...approve, roles: [supervisorId] })
      .thenRefused('ROLE_NOT_FOUND');
  });

  it('I-2: takes a seat, where there is one', () =>
    given(organization, ...open, seatLimitSet({ limit: 1 }))
      .when(approveJoinRequest, approve)
      .thenRefused('SEAT_LIMIT_REACHED'));

  it('says no of one that is none, was answered or is over, and of who belongs already', () => {
    given(organization, ...founded)
      .when(approveJoinRequest, approve)
      .thenRefused('JOIN_REQUEST_NOT_FOUND');
    given(organization, ...open, joinRequestDenied({ requestId, personId, askAgainAt: plus(now, { days: 30 }) }))
      .when(approveJoinRequest, approve)
      .thenRefused('JOIN_REQUEST_CLOSED');
    given(organization, ...open)
      .when(approveJoinRequest, approve, { now: waitsUntil })
      .thenRefused('JOIN_REQUEST_CLOSED');
    given(organization, ...open, joined({ ...mia, userId }, ['member']))
      .when(approveJoinRequest, approve)
      .thenRefused('ALREADY_MEMBER');
  });

  it('says no to who does not belong any more', () =>
    given(organization, ...open)
      .when(approveJoinRequest, approve, { actor: stranger.actor })
      .thenRefused('ORG_NOT_FOUND'));
});
