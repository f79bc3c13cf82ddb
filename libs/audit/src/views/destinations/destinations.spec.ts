import {
  auditDestinationPaused,
  auditDestinationRemoved,
  auditDestinationResumed,
  auditDestinationRewound,
} from '@annals/contracts';
import { givenLog, someOrganization } from '@annals/views';
import { added, destinationId } from '../../testing/destinations';
import { destinations } from './destinations.view';

const paused = auditDestinationPaused({ destinationId });

describe('the view audit_destinations', () => {
  it('has a row for each, and the number of the last entry', () => {
    const rows = givenLog(added(), paused).viewOf(destinations);
    expect(rows.destinations).toMatchObject([
      { destination_id: destinationId, kind: 'webhook', name: 'Kestrel Audit', is_paused: true, after: 7 },
    ]);
    expect(rows.heads).toEqual([{ organization_id: someOrganization, last: 2 }]);
  });

  it('goes on, is rewound and removed', () => {
    const resumed = [added(), paused, auditDestinationResumed({ destinationId })];
    expect(givenLog(...resumed).viewOf(destinations).destinations).toMatchObject([{ is_paused: false }]);
    const rewound = auditDestinationRewound({ destinationId, after: 2 });
    expect(givenLog(...resumed, rewound).viewOf(destinations).destinations).toMatchObject([{ after: 2 }]);
    const removed = auditDestinationRemoved({ destinationId });
    expect(givenLog(...resumed, removed).viewOf(destinations).destinations).toEqual([]);
  });
});
