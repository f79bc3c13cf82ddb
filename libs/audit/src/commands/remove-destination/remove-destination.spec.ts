import { auditDestinationRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { added, destinationId } from '../../testing/destinations';
import { removeDestination } from './remove-destination';

const command = { organizationId: someId('organization'), destinationId };
const removed = auditDestinationRemoved({ destinationId });

describe('W9: remove a destination', () => {
  it('says so', () => given(oversight, added()).when(removeDestination, command).then(removed));

  it('says no of one that is not there, or not any more', () => {
    given(oversight).when(removeDestination, command).thenRefused('DESTINATION_NOT_FOUND');
    given(oversight, added(), removed).when(removeDestination, command).thenRefused('DESTINATION_NOT_FOUND');
  });
});
