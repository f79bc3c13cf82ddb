import { tells, person, invitation, rolesIn, type Piece, type SentenceTemplate } from '../../sentence';
import { workspaceRoleName } from '../../workspace-roles';
import {
  memberInvited,
  invitationMailed,
  invitationResent,
  invitationRevoked,
  invitationSuperseded,
  invitationDeclined,
  invitationAccepted,
  type InvitationsEvent,
} from './events';

export const invitationsSentences: { readonly [Type in InvitationsEvent['type']]: SentenceTemplate<Type> } = {
  MemberInvited: tells(memberInvited, ({ personId, roles, workspaces = [] }) => [
    'invited ',
    person(personId),
    ' as ',
    ...rolesIn(roles),
    ...workspaces.flatMap(({ workspaceId, role }): Piece[] => [
      ', and to ',
      { kind: 'workspace', id: workspaceId },
      ` as ${workspaceRoleName(role)}`,
    ]),
  ]),
  InvitationMailed: tells(invitationMailed, ({ invitationId, generation }) => [
    generation === 1 ? 'mailed the invitation to ' : 'mailed the invitation once more to ',
    invitation(invitationId),
  ]),
  InvitationResent: tells(invitationResent, ({ invitationId }) => [
    'sent the invitation of ',
    invitation(invitationId),
    ' again',
  ]),
  InvitationRevoked: tells(invitationRevoked, ({ invitationId }) => [
    'revoked the invitation of ',
    invitation(invitationId),
  ]),
  InvitationSuperseded: tells(invitationSuperseded, ({ invitationId }) => [
    'replaced an earlier invitation of ',
    invitation(invitationId),
    ' by a new one',
  ]),
  InvitationDeclined: tells(invitationDeclined, ({ invitationId }) => [
    'declined the invitation by ',
    { kind: 'inviter', id: invitationId },
  ]),
  InvitationAccepted: tells(invitationAccepted, ({ invitationId }) => [
    'accepted the invitation by ',
    { kind: 'inviter', id: invitationId },
  ]),
};
