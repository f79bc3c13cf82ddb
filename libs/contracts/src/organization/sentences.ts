import { invitation, person, phrase, rolesIn, tells, type SentenceTemplate } from '../sentence';
import {
  invitationAccepted,
  invitationMailed,
  invitationResent,
  invitationRevoked,
  invitationSuperseded,
  memberAdded,
  memberInvited,
  memberLeft,
  memberRemoved,
  memberRolesChanged,
  organizationCreated,
  organizationRenamed,
  workspaceCreated,
  type OrganizationEvent,
} from './events';

/** How an organization, its people and their roles read. */
export const organizationSentences: { readonly [Type in OrganizationEvent['type']]: SentenceTemplate<Type> } = {
  OrganizationCreated: tells(organizationCreated, (_, text) => [`created the organization ${text('name')}`]),
  OrganizationRenamed: tells(organizationRenamed, (_, text) => [`renamed the organization to ${text('name')}`]),
  WorkspaceCreated: tells(workspaceCreated, ({ workspaceId, isDefault }) => [
    isDefault ? 'created the default workspace ' : 'created the workspace ',
    { kind: 'workspace', id: workspaceId },
  ]),
  MemberAdded: tells(memberAdded, ({ personId, roles, via }) => {
    if (via === 'creation') return ['made ', person(personId), ` the first member, as ${rolesIn(roles)}`];
    // Only oneself accepts, so the actor says who.
    if (via === 'invitation') return [`joined by invitation, as ${rolesIn(roles)}`];
    return ['added ', person(personId), ` ${phrase({}, via)}, as ${rolesIn(roles)}`];
  }),
  MemberInvited: tells(memberInvited, ({ personId, roles }) => ['invited ', person(personId), ` as ${rolesIn(roles)}`]),
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
  InvitationAccepted: tells(invitationAccepted, ({ invitationId }) => [
    'accepted the invitation by ',
    { kind: 'inviter', id: invitationId },
  ]),
  MemberRolesChanged: tells(memberRolesChanged, ({ personId, roles }) => [
    'changed the roles of ',
    person(personId),
    ` to ${rolesIn(roles)}`,
  ]),
  MemberRemoved: tells(memberRemoved, ({ personId }) => ['removed ', person(personId), ' from the organization']),
  MemberLeft: tells(memberLeft, () => ['left the organization']), // only oneself can, so the actor says who
};
