import { accountInfoUpdated } from '@annals/contracts';
import { givenLog, happened } from '@annals/views';
import { founded, now, organizationId } from '../../testing/some-organization';
import { accountInfo } from './account-info.view';

const logOf = (...sizes: readonly ('p1_10' | 'p11_50')[]) =>
  [...founded, ...sizes.map((size) => accountInfoUpdated({ size }, { useCase: 'Invoices' }))].map((event) =>
    happened(event, { organization: organizationId, at: now }),
  );

describe('view account info', () => {
  it('D21: has what was said last, all of it', () =>
    expect(givenLog(...logOf('p1_10', 'p11_50')).viewOf(accountInfo).said).toEqual([
      { organization_id: organizationId, industry: null, size: 'p11_50', use_case: 'Invoices', updated_at: now },
    ]));

  it('has no words of an organization that was erased', () =>
    expect(givenLog(...logOf('p1_10')).erasedViewOf(accountInfo).said).toMatchObject([{ use_case: null }]));
});
