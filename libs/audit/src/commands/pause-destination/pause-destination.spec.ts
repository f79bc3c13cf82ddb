import { auditDestinationPaused } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { added, destinationId } from '../../testing/destinations';
import { pauseDestination } from './pause-destination';

const command = { organizationId: someId('organization'), destinationId };

describe('W9: pause a destination', () => {
  it('says so', () =>
    given(oversight, added()).when(pauseDestination, command).then(auditDestinationPaused({ destinationId })));

  it('says no of one that is not there', () =>
    given(oversight).when(pauseDestination, command).thenRefused('DESTINATION_NOT_FOUND'));

  it('stays quiet where it is so already', () =>
    given(oversight, added(), auditDestinationPaused({ destinationId })).when(pauseDestination, command).thenNothing());
});
