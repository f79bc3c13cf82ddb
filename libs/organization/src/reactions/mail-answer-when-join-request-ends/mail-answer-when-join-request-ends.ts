import { reaction, type Job } from '@annals/views';

/** Queue of mails to those who asked to join. */
export const joinAnswers = 'join-answers';

interface OfRequest {
  readonly organization: string;
  readonly data: { readonly requestId: string };
}

const jobFor = ({ organization, data: { requestId } }: OfRequest): Job[] => [
  { queue: joinAnswers, key: requestId, payload: { organizationId: organization, requestId } },
];

/** Who asked hears what came of it, unless they took it back. */
export const mailAnswerWhenJoinRequestEnds = reaction({
  name: 'mail-answer-when-join-request-ends',
  on: { JoinRequestApproved: jobFor, JoinRequestDenied: jobFor, JoinRequestExpired: jobFor },
});
