import { reaction } from '@annals/views';

export const FINISH_ACCOUNT = 'identity.finish-account';

/** Whoever accepted an invitation without an account gets theirs, even if the process that was making it is gone. */
export const finishAccountWhenItsInvitationWasAccepted = reaction({
  name: 'finish-account-when-its-invitation-was-accepted',
  on: {
    MemberAdded: ({ id, organization, revision, data: { userId, via }, meta }) =>
      via === 'invitation'
        ? [
            {
              queue: FINISH_ACCOUNT,
              key: id,
              payload: {
                userId,
                organizationId: organization,
                commandId: meta.command,
                causedBy: id,
                correlation: meta.correlationId,
                revision,
              },
            },
          ]
        : [],
  },
});
