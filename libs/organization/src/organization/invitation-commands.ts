import { routes } from '@annals/contracts';
import { command, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { AcceptMyInvitationCommand } from '../commands/accept-invitation/accept-my-invitation.handler';
import { DeclineInvitationCommand } from '../commands/decline-invitation/decline-invitation.handler';
import { InviteMemberCommand } from '../commands/invite-member/invite-member.handler';
import { InviteMembersCommand, PreviewBulkCommand } from '../commands/invite-members/invite-members.handler';
import { ResendInvitationCommand } from '../commands/resend-invitation/resend-invitation.handler';
import { revokeInvitation } from '../commands/revoke-invitation/revoke-invitation';
import { organization } from './organization';

const of = routes.organization;

/** Commands about invitations, by their routes. */
export const invitationCommands = [
  serve(of.inviteMember, { Command: InviteMemberCommand }),
  serve(of.previewBulk, { Command: PreviewBulkCommand }),
  serve(of.inviteBulk, { Command: InviteMembersCommand }, (decided, { asked }) => ({
    organizationId: asked.organizationId,
    invited: decided.events.filter(({ type }) => type === 'MemberInvited').length,
    ...effectOf(decided),
  })),
  serve(of.resendInvitation, { Command: ResendInvitationCommand }, idsAndEffect),
  serve(of.revokeInvitation, command('RevokeInvitation', organization, ofOrganization, revokeInvitation), idsAndEffect),
  serve(
    of.acceptMyInvitation,
    ({ asked, context, caller }) => new AcceptMyInvitationCommand(asked, context, caller.principal),
  ),
  serve(
    of.declineMyInvitation,
    ({ asked, context, caller }) => new DeclineInvitationCommand(asked, context, caller.principal),
  ),
] as const;
