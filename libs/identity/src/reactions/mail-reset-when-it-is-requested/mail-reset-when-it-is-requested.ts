import { reaction } from '@annals/views';

export const MAIL_RESET = 'identity.mail-reset';

/** Who forgot a password gets a link by mail. */
export const mailResetWhenItIsRequested = reaction({
  name: 'mail-reset-when-it-is-requested',
  on: {
    PasswordResetRequested: ({ id, data: { userId, generation }, meta }) => [
      {
        queue: MAIL_RESET,
        key: `${userId}:${generation}`,
        payload: { userId, generation, causedBy: id, correlation: meta.correlationId },
      },
    ],
  },
});
