import { organizationDeletionCancelled, organizationDeletionRequested, organizationPurged } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, now, organizationId } from '../../testing/some-organization';
import { cancelDeletion } from './cancel-deletion';

const cancel = { organizationId };
const cancelled = organizationDeletionCancelled({});
const requested = organizationDeletionRequested({ since: now, purgeAt: plus(now, { days: 30 }) });

describe('W19: cancel the deletion of an organization', () => {
  it('goes on as it was', () =>
    given(organization, ...founded, requested)
      .when(cancelDeletion, cancel)
      .then(cancelled));

  it('says no to what is not about to be deleted, or is deleted, and where there is no organization', () => {
    for (const events of [[], [requested, cancelled]])
      given(organization, ...founded, ...events)
        .when(cancelDeletion, cancel)
        .thenRefused('INVALID_STATUS_TRANSITION', { from: 'active', to: 'active' });
    given(organization, ...founded, requested, organizationPurged({}))
      .when(cancelDeletion, cancel)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'deleted', to: 'active' });
    given(organization).when(cancelDeletion, cancel).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(organization, ...founded, requested, cancelled)
      .when(cancelDeletion, cancel)
      .thenRefused('INVALID_STATUS_TRANSITION'));
});
