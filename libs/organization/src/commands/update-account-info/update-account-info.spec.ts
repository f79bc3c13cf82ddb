import { accountInfoUpdated } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { updateAccountInfo } from './update-account-info';

const said = { organizationId, industry: 'transport', size: 'p51_200', useCase: 'Customs and invoices' } as const;
const updated = accountInfoUpdated({ industry: 'transport', size: 'p51_200' }, { useCase: 'Customs and invoices' });

describe('D21: say something about the organization for internal use', () => {
  it('is said, and what is left out is not said any more', () => {
    given(organization, ...founded)
      .when(updateAccountInfo, said)
      .then(updated);
    given(organization, ...founded, updated)
      .when(updateAccountInfo, { organizationId, size: 'p11_50' })
      .then(accountInfoUpdated({ size: 'p11_50' }, { useCase: '' }));
  });

  it('says no where there is no organization', () =>
    given(organization).when(updateAccountInfo, said).thenRefused('ORG_NOT_FOUND'));

  it('stays quiet when it is said already, and when nothing was and is', () => {
    given(organization, ...founded, updated)
      .when(updateAccountInfo, said)
      .thenNothing();
    given(organization, ...founded)
      .when(updateAccountInfo, { organizationId })
      .thenNothing();
  });
});
