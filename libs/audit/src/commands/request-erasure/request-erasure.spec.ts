import {
  erasureEnded,
  erasureRequested,
  ERASURE_WAITS,
  legalHoldLifted,
  legalHoldPlaced,
  MOST_OPEN_ERASURES,
  subjectErased,
} from '@annals/contracts';
import { given, plus, someFacts } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import {
  agreed,
  asked,
  erasureId,
  held,
  holdId,
  karin,
  now,
  organizationId,
  rafael,
  subject,
  waitsUntil,
} from '../../testing/examples';
import { requestErasure } from './request-erasure';

const command = { organizationId, personId: karin, by: rafael, subject };
const requested = (more = {}, why?: string) =>
  erasureRequested(
    {
      ...{ erasureId: someFacts.id('erasure'), personId: karin, standing: 'member', requestedBy: rafael },
      expiresAt: waitsUntil,
      ...more,
    },
    { why },
  );
const ended = (how: 'expired' | 'withdrawn') => erasureEnded({ erasureId, personId: karin, how });

describe('E6: ask to erase somebody', () => {
  it('asks, for 72 hours, with what becomes of what they own', () => {
    given(oversight).when(requestErasure, command).then(requested());
    const plan = { bots: [{ botId: someId('bot') }] };
    given(oversight)
      .when(requestErasure, { ...command, plan })
      .then(requested({ plan }));
    given(oversight)
      .when(requestErasure, { ...command, why: 'By mail' })
      .then(requested({}, 'By mail'));
    const former = { standing: 'former_member', isLastOwner: false } as const;
    given(oversight)
      .when(requestErasure, { ...command, subject: former })
      .then(requested({ standing: 'former_member' }));
  });

  it('asks again once the request before has ended, also where no timer has closed it yet', () => {
    given(oversight, asked, ended('withdrawn')).when(requestErasure, command).then(requested());
    given(oversight, asked)
      .when(requestErasure, command, { now: waitsUntil })
      .then(ended('expired'), requested({ expiresAt: plus(waitsUntil, ERASURE_WAITS) }));
  });

  it('says no while one waits or is due, and where they were erased', () => {
    given(oversight, asked).when(requestErasure, command).thenRefused('ERASURE_OPEN', { erasureId });
    given(oversight, asked, agreed)
      .when(requestErasure, command, { now: plus(waitsUntil, { days: 30 }) })
      .thenRefused('ERASURE_OPEN');
    given(oversight, asked, agreed, subjectErased({ erasureId, personId: karin }))
      .when(requestErasure, command)
      .thenRefused('SUBJECT_ERASED');
  });

  it('I-1: says no to the last owner', () =>
    given(oversight)
      .when(requestErasure, { ...command, subject: { standing: 'member', isLastOwner: true } })
      .thenRefused('ERASURE_BLOCKED_LAST_OWNER'));

  it('says no under a legal hold on them or on everybody, until it is lifted', () => {
    given(oversight, held)
      .when(requestErasure, command)
      .thenRefused('LEGAL_HOLD', { holds: [holdId] });
    given(oversight, legalHoldPlaced({ holdId }, { name: 'All' }))
      .when(requestErasure, command)
      .thenRefused('LEGAL_HOLD');
    given(oversight, legalHoldPlaced({ holdId, people: [rafael] }, { name: 'Another' }))
      .when(requestErasure, command)
      .then(requested());
    given(oversight, held, legalHoldLifted({ holdId })).when(requestErasure, command).then(requested());
  });

  it('says no where as many wait as may', () => {
    const others = Array.from({ length: MOST_OPEN_ERASURES }, (_, n) =>
      erasureRequested({
        ...asked.data,
        standing: 'member',
        erasureId: someId(`erasure ${n}`),
        personId: someId(`person ${n}`),
      }),
    );
    given(oversight, ...others)
      .when(requestErasure, command)
      .thenRefused('ERASURES_LIMIT_REACHED', { limit: MOST_OPEN_ERASURES });
    given(oversight, ...others.slice(1))
      .when(requestErasure, command)
      .then(requested());
  });

  it('stays quiet when this very command asked before', () =>
    given(oversight, requested()).when(requestErasure, command, { now }).thenNothing());
});
