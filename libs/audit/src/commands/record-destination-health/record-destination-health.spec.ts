import { auditDestinationFailed, auditDestinationRecovered, auditDestinationRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { added, destinationId } from '../../testing/destinations';
import { recordDestinationHealth } from './record-destination-health';

const failure = { since: '2026-06-03T09:15:00.000Z', code: 'HTTP_503' };
const healthy = { organizationId: someId('organization'), destinationId };
const failing = { ...healthy, failure };
const failed = auditDestinationFailed({ destinationId, ...failure });
const recovered = auditDestinationRecovered({ destinationId });

describe('W9: record how a destination is', () => {
  it('tells that it takes nothing, and that it does again', () => {
    given(oversight, added()).when(recordDestinationHealth, failing).then(failed);
    given(oversight, added(), failed).when(recordDestinationHealth, healthy).then(recovered);
    given(oversight, added(), failed, recovered).when(recordDestinationHealth, failing).then(failed);
  });

  it('stays quiet where it is as it was, or gone', () => {
    given(oversight, added(), failed).when(recordDestinationHealth, failing).thenNothing();
    given(oversight, added()).when(recordDestinationHealth, healthy).thenNothing();
    const removed = auditDestinationRemoved({ destinationId });
    given(oversight, added(), removed).when(recordDestinationHealth, failing).thenNothing();
  });
});
