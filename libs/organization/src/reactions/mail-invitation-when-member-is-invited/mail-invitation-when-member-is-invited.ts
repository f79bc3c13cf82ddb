import { reaction, type Job, type ViewEvent } from '@annals/views';

/** Queue of mails that carry the link of an invitation. */
export const invitationMails = 'invitation-mails';

/** Each link goes out once: the first with the invitation, another whenever it is sent again. */
export const mailInvitationWhenMemberIsInvited = reaction({
  name: 'mail-invitation-when-member-is-invited',
  on: { MemberInvited: (e) => [mailOf(e)], InvitationResent: (e) => [mailOf(e)] },
});

function mailOf({
  id,
  organization,
  data: { invitationId, generation },
  meta,
}: ViewEvent<'MemberInvited'> | ViewEvent<'InvitationResent'>): Job {
  return {
    queue: invitationMails,
    key: `${invitationId}:${generation}`,
    payload: {
      organizationId: organization,
      invitationId,
      generation,
      causationId: id,
      correlationId: meta.correlationId,
    },
  };
}
