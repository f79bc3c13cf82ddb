import { begunOrganizationPurged, organizationBegun, type InstallationPolicies } from '@annals/contracts';
import { given } from '@annals/kernel';
import { account } from '../../account/account';
import { organizationId, registered, userId, verified } from '../../testing/examples';
import { createOrganization } from '../create-organization/create-organization';
import { freePlaceOfOrganization } from './free-place-of-organization';

const begun = [registered, verified, organizationBegun({ userId, organizationId }, {})];
const purged = begunOrganizationPurged({ userId, organizationId });
const free = { userId, organizationId };

describe('D16: the place of an organization that was purged', () => {
  it('is free again', () =>
    given(account, ...begun)
      .when(freePlaceOfOrganization, free)
      .then(purged));

  it('is taken until then, and by the next one', () => {
    const policy: InstallationPolicies = {
      creation: 'self_service',
      maxCreatedPerUser: 1,
      signUp: 'auto',
      organizationName: 'ask',
      emailVerification: 'before_sign_in',
      mustBelongToOrganization: false,
    };
    const place = { country: 'NO', timeZone: 'Europe/Oslo' };
    const typed = { name: 'Halden Terminal', alias: 'Ingrid' };
    const create = { userId, ...place, ...typed, policy };
    const next = organizationBegun({ userId, organizationId: 'id-of-organization', ...place }, typed);
    given(account, ...begun)
      .when(createOrganization, create)
      .thenRefused('ORG_CREATION_LIMIT', { limit: 1, current: 1 });
    given(account, ...begun, purged)
      .when(createOrganization, create)
      .then(next);
    given(account, ...begun, purged, next)
      .when(createOrganization, create)
      .thenRefused('ORG_CREATION_LIMIT', { limit: 1, current: 1 });
  });

  it('stays quiet about one that it did not begin, or that is free already', () => {
    given(account, registered, verified).when(freePlaceOfOrganization, free).thenNothing();
    given(account, ...begun, purged)
      .when(freePlaceOfOrganization, free)
      .thenNothing();
    given(account).when(freePlaceOfOrganization, free).thenNothing();
  });
});
