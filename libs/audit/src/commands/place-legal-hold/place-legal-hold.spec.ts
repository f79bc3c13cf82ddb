import { legalHoldPlaced, MOST_LEGAL_HOLDS } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { karin, organizationId } from '../../testing/examples';
import { placeLegalHold } from './place-legal-hold';

const holdId = someFacts.id('hold');
const command = { organizationId, name: 'Customs inquiry', people: [karin, karin] };
const placed = legalHoldPlaced({ holdId, people: [karin] }, { name: 'Customs inquiry' });

describe('E6: place a legal hold', () => {
  it('holds people, each once, or everybody', () => {
    given(oversight).when(placeLegalHold, command).then(placed);
    given(oversight)
      .when(placeLegalHold, { organizationId, name: 'All' })
      .then(legalHoldPlaced({ holdId }, { name: 'All' }));
  });

  it('says no where there are as many as there may be', () => {
    const all = Array.from({ length: MOST_LEGAL_HOLDS }, (_, n) =>
      legalHoldPlaced({ holdId: someId(`hold ${n}`) }, { name: 'One' }),
    );
    given(oversight, ...all)
      .when(placeLegalHold, command)
      .thenRefused('LEGAL_HOLD_LIMIT_REACHED', { limit: MOST_LEGAL_HOLDS });
    given(oversight, ...all.slice(1))
      .when(placeLegalHold, command)
      .then(placed);
  });

  it('stays quiet when it is placed', () => given(oversight, placed).when(placeLegalHold, command).thenNothing());
});
