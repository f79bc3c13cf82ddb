import {
  additionalOrganizationApproved,
  additionalOrganizationDenied,
  refused,
  type AccountEvent,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface AnswerOrganizationRequest {
  readonly userId: string;
  readonly answer: 'approve' | 'deny';
}

/** D17: an operator answers the open request; a yes raises the account's quota by one. @throws Refused REQUEST_NOT_OPEN */
export const answerOrganizationRequest: Decide<Account, AnswerOrganizationRequest, AccountEvent> = (
  { request },
  { userId, answer },
) => {
  if (request?.status !== 'open') throw refused('REQUEST_NOT_OPEN');
  const { requestId } = request;
  const answered = answer === 'approve' ? additionalOrganizationApproved : additionalOrganizationDenied;
  return [answered({ userId, requestId })];
};
