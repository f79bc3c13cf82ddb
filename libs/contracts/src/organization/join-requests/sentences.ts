import { person, tells, type SentenceTemplate } from '../../sentence';
import {
  joinRequestApproved,
  joinRequestDenied,
  joinRequested,
  joinRequestExpired,
  joinRequestWithdrawn,
  type JoinRequestsEvent,
} from './events';

export const joinRequestsSentences: { readonly [Type in JoinRequestsEvent['type']]: SentenceTemplate<Type> } = {
  JoinRequested: tells(joinRequested, () => ['asked to join']),
  JoinRequestApproved: tells(joinRequestApproved, ({ personId }) => ['let ', person(personId), ' in, who had asked']),
  JoinRequestDenied: tells(joinRequestDenied, ({ personId }) => [
    'turned down ',
    person(personId),
    ', who had asked to join',
  ]),
  JoinRequestWithdrawn: tells(joinRequestWithdrawn, () => ['took the request to join back']),
  JoinRequestExpired: tells(joinRequestExpired, ({ personId }) => [
    'closed the request of ',
    person(personId),
    ' to join: nobody had answered it',
  ]),
};
