import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { role } from '../../roles';
import { email, generation, id, instant } from '../../words';
import { storedWorkspaceRole } from '../../workspace-roles';

/** A workspace that comes with an invitation, and what somebody is to be in it. */
const place = z.object({ workspaceId: id, role: storedWorkspaceRole });

export const memberInvited = defineEvent('MemberInvited', {
  data: {
    invitationId: id,
    personId: id,
    roles: z.array(role).min(1),
    workspaces: z.array(place).optional(),
    invitedBy: id,
    generation,
    expiresAt: instant,
    /** Of an external: when their access will end by itself. */
    accessUntil: instant.optional(),
  },
  personal: { email },
  of: 'personId',
});
export const invitationMailed = defineEvent('InvitationMailed', { data: { invitationId: id, generation } });
export const invitationResent = defineEvent('InvitationResent', {
  data: { invitationId: id, invitedBy: id, generation, expiresAt: instant },
});
export const invitationRevoked = defineEvent('InvitationRevoked', { data: { invitationId: id } });
export const invitationSuperseded = defineEvent('InvitationSuperseded', { data: { invitationId: id, by: id } });
export const invitationDeclined = defineEvent('InvitationDeclined', { data: { invitationId: id, personId: id } });
export const invitationAccepted = defineEvent('InvitationAccepted', {
  data: { invitationId: id, personId: id, userId: id },
});

export const invitationsEvents = {
  memberInvited,
  invitationMailed,
  invitationResent,
  invitationRevoked,
  invitationSuperseded,
  invitationDeclined,
  invitationAccepted,
};
export type InvitationsEvent = EventOf<(typeof invitationsEvents)[keyof typeof invitationsEvents]>;
