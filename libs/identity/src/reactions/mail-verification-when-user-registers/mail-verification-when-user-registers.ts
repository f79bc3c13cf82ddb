import { reaction, type Job, type ViewEvent } from '@annals/views';

export const MAIL_VERIFICATION = 'identity.mail-verification';

function mail(event: ViewEvent<'UserRegistered' | 'RegistrationRepeated'>, generation: number): readonly Job[] {
  const { userId } = event.data;
  return [
    {
      queue: MAIL_VERIFICATION,
      key: `${userId}:${generation}`,
      payload: { userId, generation, causedBy: event.id, correlation: event.meta.correlationId },
    },
  ];
}

/**
 * Who signs up gets a mail; so does whoever signs up again, whichever kind of mail that is by then. Who was invited
 * came by a link already.
 */
export const mailVerificationWhenUserRegisters = reaction({
  name: 'mail-verification-when-user-registers',
  on: {
    UserRegistered: (event) => (event.data.via === 'sign_up' ? mail(event, 1) : []),
    RegistrationRepeated: (event) => mail(event, event.data.generation),
  },
});
