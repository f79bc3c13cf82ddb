import { erasureEnded } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { oversight } from '../../oversight/oversight';
import { agreed, asked, erasureId, karin, organizationId, waitsUntil } from '../../testing/examples';
import { expireErasure } from './expire-erasure';

const due = { organizationId, erasureId };

describe('E6: a request to erase somebody that nobody answers', () => {
  it('ends in time', () =>
    given(oversight, asked)
      .when(expireErasure, due, { now: waitsUntil })
      .then(erasureEnded({ erasureId, personId: karin, how: 'expired' })));

  it('stays quiet before that, and of one that was answered or is none', () => {
    given(oversight, asked)
      .when(expireErasure, due, { now: plus(waitsUntil, { seconds: -1 }) })
      .thenNothing();
    given(oversight, asked, agreed).when(expireErasure, due, { now: waitsUntil }).thenNothing();
    given(oversight).when(expireErasure, due, { now: waitsUntil }).thenNothing();
  });
});
