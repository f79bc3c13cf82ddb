import { erasureEnded, legalHoldLifted } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { oversight } from '../../oversight/oversight';
import {
  agreed,
  asked,
  begun,
  dueAt,
  erasureId,
  held,
  holdId,
  karin,
  organizationId,
  subject,
} from '../../testing/examples';
import { beginErasure } from './begin-erasure';

const command = { organizationId, erasureId, subject };
const due = { now: dueAt };

describe('E6: begin to erase somebody', () => {
  it('begins once the days are over in which it can be called off', () =>
    given(oversight, asked, agreed).when(beginErasure, command, due).then(begun));

  it('says no before that, to what was not approved, and to what was called off', () => {
    given(oversight, asked, agreed)
      .when(beginErasure, command, { now: plus(dueAt, { seconds: -1 }) })
      .thenRefused('ERASURE_CLOSED');
    given(oversight, asked).when(beginErasure, command, due).thenRefused('ERASURE_CLOSED');
    given(oversight, asked, agreed, erasureEnded({ erasureId, personId: karin, how: 'called_off' }))
      .when(beginErasure, command, due)
      .thenRefused('ERASURE_CLOSED');
  });

  it('says no under a legal hold that came since, and where they came to be the last owner', () => {
    given(oversight, asked, agreed, held).when(beginErasure, command, due).thenRefused('LEGAL_HOLD');
    given(oversight, asked, agreed, held, legalHoldLifted({ holdId })).when(beginErasure, command, due).then(begun);
    given(oversight, asked, agreed)
      .when(beginErasure, { ...command, subject: { standing: 'member', isLastOwner: true } }, due)
      .thenRefused('ERASURE_BLOCKED_LAST_OWNER');
  });

  it('stays quiet when it has begun', () =>
    given(oversight, asked, agreed, begun).when(beginErasure, command, due).thenNothing());
});
