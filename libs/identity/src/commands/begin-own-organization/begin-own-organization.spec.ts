import { organizationBegun } from '@annals/contracts';
import { given } from '@annals/kernel';
import { account } from '../../account/account';
import { organizationId, registered, userId, verified } from '../../testing/examples';
import { beginOwnOrganization } from './begin-own-organization';

const command = { userId, organizationId };
const begun = organizationBegun({ userId, organizationId }, {});

describe('begin an organization of their own (A2)', () => {
  it('begins one, with nothing typed for it', () =>
    given(account, registered, verified).when(beginOwnOrganization, command).then(begun));

  it('stays quiet when it was begun, and about an account that there is not', () => {
    given(account, registered, verified, begun).when(beginOwnOrganization, command).thenNothing();
    given(account).when(beginOwnOrganization, command).thenNothing();
  });
});
