import { erasureEnded } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { agreed, asked, begun, dueAt, erasureId, karin, organizationId, waitsUntil } from '../../testing/examples';
import { keepMe, rejectErasure, withdrawErasure } from './end-erasure';

const command = { organizationId, erasureId };
const ended = (how: 'withdrawn' | 'called_off' | 'rejected') => erasureEnded({ erasureId, personId: karin, how });

describe('E6: nobody is erased after all', () => {
  it('a request is taken back, and what was approved is called off until it begins', () => {
    given(oversight, asked).when(withdrawErasure, command).then(ended('withdrawn'));
    given(oversight, asked, agreed)
      .when(withdrawErasure, command, { now: plus(dueAt, { days: 1 }) })
      .then(ended('called_off'));
    given(oversight, asked, agreed, begun).when(withdrawErasure, command).thenRefused('ERASURE_CLOSED');
  });

  it('a request is turned down, as long as it waits', () => {
    given(oversight, asked).when(rejectErasure, command).then(ended('rejected'));
    given(oversight, asked, agreed).when(rejectErasure, command).thenRefused('ERASURE_CLOSED');
    given(oversight, asked).when(rejectErasure, command, { now: waitsUntil }).thenRefused('ERASURE_CLOSED');
  });

  it('the person themselves calls it off, whoever asked', () => {
    const mine = { organizationId, personId: karin };
    given(oversight, asked, agreed).when(keepMe, mine).then(ended('called_off'));
    given(oversight, asked).when(keepMe, mine).then(ended('withdrawn'));
    given(oversight, asked, agreed, begun).when(keepMe, mine).thenRefused('ERASURE_CLOSED');
    given(oversight, asked)
      .when(keepMe, { organizationId, personId: someId('somebody else') })
      .thenRefused('ERASURE_NOT_FOUND');
  });

  it('says no to what ended already, and to what is none', () => {
    for (const decide of [withdrawErasure, rejectErasure]) {
      given(oversight, asked, ended('withdrawn')).when(decide, command).thenRefused('ERASURE_CLOSED');
      given(oversight).when(decide, command).thenRefused('ERASURE_NOT_FOUND');
    }
  });
});
