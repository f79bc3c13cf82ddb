import { organizationDeletionCancelled, organizationDeletionRequested, organizationPurged } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, now, organizationId } from '../../testing/some-organization';
import { purgeOrganization } from './purge-organization';

const purge = { organizationId };
const purgeAt = plus(now, { days: 30 });
const requested = organizationDeletionRequested({ since: now, purgeAt });

describe('W19: purge an organization', () => {
  it('is done once its days of grace are over', () =>
    given(organization, ...founded, requested)
      .when(purgeOrganization, purge, { now: purgeAt })
      .then(organizationPurged({})));

  it('says no before, where it was taken back, and where there is no organization', () => {
    given(organization, ...founded, requested)
      .when(purgeOrganization, purge, { now: plus(purgeAt, { seconds: -1 }) })
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'pending_deletion', to: 'deleted' });
    given(organization, ...founded, requested, organizationDeletionCancelled({}))
      .when(purgeOrganization, purge, { now: purgeAt })
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'active', to: 'deleted' });
    given(organization).when(purgeOrganization, purge, { now: purgeAt }).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet when it is purged already', () =>
    given(organization, ...founded, requested, organizationPurged({}))
      .when(purgeOrganization, purge, { now: purgeAt })
      .thenNothing());
});
