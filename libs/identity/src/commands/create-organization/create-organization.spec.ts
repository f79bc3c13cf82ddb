import { additionalOrganizationApproved, organizationBegun, type InstallationPolicies } from '@annals/contracts';
import { given } from '@annals/kernel';
import { account } from '../../account/account';
import { organizationId, registered, userId, verified } from '../../testing/examples';
import { createOrganization } from './create-organization';

const policy: InstallationPolicies = {
  creation: 'self_service',
  maxCreatedPerUser: 2,
  signUp: 'auto',
  organizationName: 'ask',
  mustBelongToOrganization: false,
  emailVerification: 'before_sign_in',
};
const typed = { name: 'Halden Terminal', alias: 'Ingrid' };
const place = { country: 'NO', timeZone: 'Europe/Oslo' };
const command = { userId, ...typed, ...place, policy };
const ofSignUp = organizationBegun({ userId, organizationId }, {});
const second = organizationBegun({ userId, organizationId: 'id-of-organization', ...place }, typed);

describe('create an organization (B1, B2)', () => {
  it('begins it, with what was typed', () =>
    given(account, registered, verified, ofSignUp).when(createOrganization, command).then(second));

  it('begins it with an address of its own, and another one to be written to at', () => {
    const more = { slug: 'halden', contactEmail: 'ingrid@halden.example' };
    given(account, registered, verified, ofSignUp)
      .when(createOrganization, { ...command, ...more })
      .then(organizationBegun({ userId, organizationId: 'id-of-organization', ...place }, { ...typed, ...more }));
  });

  it('D16: says no once the account began as many as it may, the one of its sign-up among them', () =>
    given(account, registered, verified, ofSignUp, second)
      .when(createOrganization, command)
      .thenRefused('ORG_CREATION_LIMIT', { limit: 2, current: 2 }));

  it('D15: says no where organizations come with a sign-up only', () =>
    given(account, registered, verified)
      .when(createOrganization, { ...command, policy: { ...policy, creation: 'signup_only' } })
      .thenRefused('ORG_CREATION_DISABLED'));

  it('D20: the first one is a part of the sign-up that prompts for it, a second one is not', () => {
    const prompting = { ...command, policy: { ...policy, creation: 'signup_only', signUp: 'prompt' } } as const;
    given(account, registered, verified).when(createOrganization, prompting).then(second);
    given(account, registered, verified, second)
      .when(createOrganization, prompting)
      .thenRefused('ORG_CREATION_DISABLED');
  });

  it('X1: goes on where there is no quota', () => {
    const unlimited = { ...command, policy: { ...policy, maxCreatedPerUser: null } };
    given(account, registered, verified, ofSignUp, second).when(createOrganization, unlimited).then(second);
  });

  it('stays quiet about an organization that was begun twice by one command', () =>
    given(account, registered, verified, second, second).when(createOrganization, command).then(second));

  it('D17: goes one beyond the quota for each request that an operator approved, whatever the policy', () => {
    const approved = additionalOrganizationApproved({ userId, requestId: 'a' });
    for (const creation of ['self_service', 'signup_only'] as const) {
      const one = { ...command, policy: { ...policy, creation, maxCreatedPerUser: 1 } };
      given(account, registered, verified, ofSignUp, approved).when(createOrganization, one).then(second);
      given(account, registered, verified, ofSignUp, approved, second)
        .when(createOrganization, one)
        .thenRefused('ORG_CREATION_LIMIT', { limit: 2, current: 2 });
    }
  });
});
