import { auditDestinationRemoved, MOST_DESTINATIONS } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { added, settings, typed } from '../../testing/destinations';
import { addDestination } from './add-destination';

const many = Array.from({ length: MOST_DESTINATIONS }, (_, nth) => added(someId(`destination ${nth}`)));
const here = added(someFacts.id('destination'));

describe('W9: add a destination', () => {
  it('says of what kind it is, where it is, and from where on it gets the log', () =>
    given(oversight).when(addDestination, { settings, typed }).then(here));

  it('says no where there are as many as there may be', () =>
    given(oversight, ...many)
      .when(addDestination, { settings, typed })
      .thenRefused('DESTINATION_LIMIT_REACHED', { limit: MOST_DESTINATIONS }));

  it('has room again when one was removed', () =>
    given(oversight, ...many, auditDestinationRemoved({ destinationId: someId('destination 0') }))
      .when(addDestination, { settings, typed })
      .then(here));
});
