import {
  additionalOrganizationApproved,
  additionalOrganizationDenied,
  additionalOrganizationRequested,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { requestOrganization } from './request-organization';

const command = { userId, why: 'A second company' };
const requestId = 'id-of-request';
const requested = additionalOrganizationRequested({ userId, requestId, at: now }, { reason: command.why });
const answers = [additionalOrganizationApproved, additionalOrganizationDenied];

describe('D17: request one more organization', () => {
  it('is asked for, with why; again once it was answered', () => {
    given(account, registered, verified).when(requestOrganization, command).then(requested);
    for (const answered of answers)
      given(account, registered, verified, requested, answered({ userId, requestId }))
        .when(requestOrganization, command)
        .then(requested);
  });

  it('says no while a request is open', () =>
    given(account, registered, verified, requested)
      .when(requestOrganization, command)
      .thenRefused('REQUEST_ALREADY_OPEN'));

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(account, registered, verified, requested)
      .when(requestOrganization, { ...command, why: 'Another one' })
      .thenRefused('REQUEST_ALREADY_OPEN'));
});
