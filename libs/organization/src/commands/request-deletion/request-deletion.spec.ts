import { organizationDeletionRequested, organizationFrozen } from '@annals/contracts';
import { given, plus, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, olga, organizationId } from '../../testing/some-organization';
import { requestDeletion } from './request-deletion';

const { now } = someFacts;
const request = { organizationId, name: 'Halden Freight', graceDays: 30 };
const requested = organizationDeletionRequested({ since: now, purgeAt: plus(now, { days: 30 }) });
const asOlga = { actor: olga.actor } as const;

describe('A17, W19: request the deletion of an organization', () => {
  it('can be taken back for as many days as were asked for', () => {
    given(organization, ...founded)
      .when(requestDeletion, request, asOlga)
      .then(requested);
    given(organization, ...founded)
      .when(requestDeletion, { ...request, name: ' Halden Freight ', graceDays: 7 }, asOlga)
      .then(organizationDeletionRequested({ since: now, purgeAt: plus(now, { days: 7 }) }));
  });

  it('says no to another name, to what does not work, and where there is no organization', () => {
    for (const name of ['halden freight', 'Halden', ''])
      given(organization, ...founded)
        .when(requestDeletion, { ...request, name }, asOlga)
        .thenRefused('ORG_NAME_DIFFERS');
    given(organization, ...founded, organizationFrozen({ since: now }))
      .when(requestDeletion, request, asOlga)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'frozen', to: 'pending_deletion' });
    given(organization).when(requestDeletion, request, asOlga).thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about nothing: whoever asks twice is told', () =>
    given(organization, ...founded, requested)
      .when(requestDeletion, request, asOlga)
      .thenRefused('INVALID_STATUS_TRANSITION', { from: 'pending_deletion', to: 'pending_deletion' }));
});
