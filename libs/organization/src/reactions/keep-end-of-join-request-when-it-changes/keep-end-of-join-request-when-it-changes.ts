import { reaction, type Job } from '@annals/views';

export const KEEP_JOIN_REQUEST_END = 'organization.keep-join-request-end';

interface OfRequest {
  readonly id: string;
  readonly organization: string;
  readonly data: { readonly requestId: string };
}

const jobFor = ({ id, organization, data: { requestId } }: OfRequest): Job[] => [
  { queue: KEEP_JOIN_REQUEST_END, key: id, payload: { organizationId: organization, requestId } },
];

/** What expires is found by the timer as long as it waits for an answer. */
export const keepEndOfJoinRequestWhenItChanges = reaction({
  name: 'keep-end-of-join-request-when-it-changes',
  on: { JoinRequested: jobFor, JoinRequestApproved: jobFor, JoinRequestDenied: jobFor, JoinRequestWithdrawn: jobFor },
});
