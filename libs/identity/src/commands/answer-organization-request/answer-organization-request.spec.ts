import {
  additionalOrganizationApproved,
  additionalOrganizationDenied,
  additionalOrganizationRequested,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { answerOrganizationRequest } from './answer-organization-request';

const requestId = 'id-of-request';
const requested = additionalOrganizationRequested({ userId, requestId, at: now }, { reason: 'A second company' });
const approved = additionalOrganizationApproved({ userId, requestId });
const denied = additionalOrganizationDenied({ userId, requestId });

describe('D17: answer a request for one more organization', () => {
  it('is a yes or a no', () => {
    given(account, registered, verified, requested)
      .when(answerOrganizationRequest, { userId, answer: 'approve' })
      .then(approved);
    given(account, registered, verified, requested)
      .when(answerOrganizationRequest, { userId, answer: 'deny' })
      .then(denied);
  });

  it('says no where nothing is open', () => {
    for (const events of [[], [requested, approved], [requested, denied]])
      given(account, registered, verified, ...events)
        .when(answerOrganizationRequest, { userId, answer: 'approve' })
        .thenRefused('REQUEST_NOT_OPEN');
  });

  it('stays quiet about nothing: whoever answers twice is told', () =>
    given(account, registered, verified, requested, denied)
      .when(answerOrganizationRequest, { userId, answer: 'deny' })
      .thenRefused('REQUEST_NOT_OPEN'));
});
