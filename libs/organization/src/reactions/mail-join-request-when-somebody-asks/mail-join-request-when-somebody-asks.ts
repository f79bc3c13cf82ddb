import { reaction } from '@annals/views';

/** Queue of mails to those who may let somebody in. */
export const joinRequestMails = 'join-request-mails';

/** Whoever may let people in hears of each who asks. */
export const mailJoinRequestWhenSomebodyAsks = reaction({
  name: 'mail-join-request-when-somebody-asks',
  on: {
    JoinRequested: ({ organization, data: { requestId } }) => [
      { queue: joinRequestMails, key: requestId, payload: { organizationId: organization, requestId } },
    ],
  },
});
