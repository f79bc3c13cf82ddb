import { erasureApproved, erasureEnded } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import {
  agreed,
  asked,
  dueAt,
  erasureId,
  held,
  ingrid,
  karin,
  now,
  organizationId,
  rafael,
  subject,
  waitsUntil,
} from '../../testing/examples';
import { approveErasure } from './approve-erasure';

const command = { organizationId, erasureId, by: ingrid, subject, holdDays: 7 };

describe('E6, W8: approve that somebody is erased', () => {
  it('is done by a second person; it is due once the days are over in which it can be called off', () => {
    given(oversight, asked).when(approveErasure, command).then(agreed);
    given(oversight, asked)
      .when(approveErasure, { ...command, holdDays: 0 })
      .then(erasureApproved({ ...agreed.data, as: 'second_person', dueAt: now }));
  });

  it('says no to who asked for it, but for the person themselves', () => {
    given(oversight, asked)
      .when(approveErasure, { ...command, by: rafael })
      .thenRefused('SELF_APPROVAL');
    given(oversight, asked)
      .when(approveErasure, { ...command, by: karin })
      .then(erasureApproved({ ...agreed.data, approvedBy: karin, as: 'person', dueAt }));
  });

  it('says no to what is none, was answered, has ended or is too old', () => {
    given(oversight, asked)
      .when(approveErasure, { ...command, erasureId: someId('another') })
      .thenRefused('ERASURE_NOT_FOUND');
    given(oversight, asked, agreed).when(approveErasure, command).thenRefused('ERASURE_CLOSED');
    given(oversight, asked, erasureEnded({ erasureId, personId: karin, how: 'rejected' }))
      .when(approveErasure, command)
      .thenRefused('ERASURE_CLOSED');
    given(oversight, asked).when(approveErasure, command, { now: waitsUntil }).thenRefused('ERASURE_CLOSED');
    given(oversight, asked)
      .when(approveErasure, command, { now: plus(waitsUntil, { seconds: -1 }) })
      .then(
        erasureApproved({ ...agreed.data, as: 'second_person', dueAt: plus(waitsUntil, { days: 7, seconds: -1 }) }),
      );
  });

  it('says no where they came to be the last owner, and under a legal hold', () => {
    given(oversight, asked)
      .when(approveErasure, { ...command, subject: { standing: 'member', isLastOwner: true } })
      .thenRefused('ERASURE_BLOCKED_LAST_OWNER');
    given(oversight, asked, held).when(approveErasure, command).thenRefused('LEGAL_HOLD');
  });
});
