import { auditDestinationPaused, auditDestinationResumed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { added, destinationId } from '../../testing/destinations';
import { resumeDestination } from './resume-destination';

const command = { organizationId: someId('organization'), destinationId };

describe('W9: resume a destination', () => {
  it('says so', () =>
    given(oversight, added(), auditDestinationPaused({ destinationId }))
      .when(resumeDestination, command)
      .then(auditDestinationResumed({ destinationId })));

  it('says no of one that is not there', () =>
    given(oversight).when(resumeDestination, command).thenRefused('DESTINATION_NOT_FOUND'));

  it('stays quiet where it is so already', () =>
    given(oversight, added()).when(resumeDestination, command).thenNothing());
});
