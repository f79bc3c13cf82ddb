import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { role } from '../permissions';
import { alias, email, generation, id, instant, line, organizationName, word } from '../words';

/**
 * Stream `organization-{organizationId}`: settings, people, roles, workspaces. A person (`personId`) has one key in
 * each organization.
 */
export const organizationCreated = defineEvent('OrganizationCreated', {
  data: { organizationId: id, createdBy: id },
  text: { name: organizationName },
});
export const organizationRenamed = defineEvent('OrganizationRenamed', { data: {}, text: { name: organizationName } });
export const workspaceCreated = defineEvent('WorkspaceCreated', {
  data: { workspaceId: id, isDefault: z.boolean() },
  text: { name: line(1, 80) },
});
export const memberAdded = defineEvent('MemberAdded', {
  data: { personId: id, userId: id, roles: z.array(role).min(1), via: word(['creation', 'invitation']) },
  personal: { email, alias },
  of: 'personId',
});
export const memberInvited = defineEvent('MemberInvited', {
  data: { invitationId: id, personId: id, roles: z.array(role).min(1), invitedBy: id, generation, expiresAt: instant },
  personal: { email },
  of: 'personId',
});
export const invitationMailed = defineEvent('InvitationMailed', { data: { invitationId: id, generation } });
export const invitationResent = defineEvent('InvitationResent', {
  data: { invitationId: id, invitedBy: id, generation, expiresAt: instant },
});
export const invitationRevoked = defineEvent('InvitationRevoked', { data: { invitationId: id } });
export const invitationSuperseded = defineEvent('InvitationSuperseded', { data: { invitationId: id, by: id } });
export const invitationAccepted = defineEvent('InvitationAccepted', {
  data: { invitationId: id, personId: id, userId: id },
});
export const memberRolesChanged = defineEvent('MemberRolesChanged', {
  data: { personId: id, roles: z.array(role).min(1) },
});
export const memberRemoved = defineEvent('MemberRemoved', { data: { personId: id } });
export const memberLeft = defineEvent('MemberLeft', { data: { personId: id } });

export const organizationEvents = {
  organizationCreated,
  organizationRenamed,
  workspaceCreated,
  memberAdded,
  memberInvited,
  invitationMailed,
  invitationResent,
  invitationRevoked,
  invitationSuperseded,
  invitationAccepted,
  memberRolesChanged,
  memberRemoved,
  memberLeft,
};
export type OrganizationEvent = EventOf<(typeof organizationEvents)[keyof typeof organizationEvents]>;
