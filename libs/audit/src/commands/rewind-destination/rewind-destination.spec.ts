import { auditDestinationRewound } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { added, destinationId } from '../../testing/destinations';
import { rewindDestination } from './rewind-destination';

const command = { organizationId: someId('organization'), destinationId, after: 3, last: 9 };
const rewound = auditDestinationRewound({ destinationId, after: 3 });

describe('E12: rewind a destination', () => {
  it('goes on behind an entry, as often as it is asked', () => {
    given(oversight, added()).when(rewindDestination, command).then(rewound);
    given(oversight, added(), rewound).when(rewindDestination, command).then(rewound);
  });

  it('leaves nothing out that is still to come', () => {
    given(oversight, added())
      .when(rewindDestination, { ...command, after: 10 })
      .thenRefused('ENTRY_NOT_FOUND');
    given(oversight, added())
      .when(rewindDestination, { ...command, after: 9 })
      .then(auditDestinationRewound({ destinationId, after: 9 }));
  });

  it('says no of one that is not there', () =>
    given(oversight).when(rewindDestination, command).thenRefused('DESTINATION_NOT_FOUND'));
});
