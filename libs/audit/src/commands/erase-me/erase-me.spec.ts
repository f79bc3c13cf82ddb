import { erasureApproved, erasureRequested, subjectErased } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { oversight } from '../../oversight/oversight';
import {
  agreed,
  asked,
  dueAt,
  erasureId,
  held,
  karin,
  organizationId,
  subject,
  waitsUntil,
} from '../../testing/examples';
import { eraseMe } from './erase-me';

const command = { organizationId, personId: karin, subject, holdDays: 7 };
const mine = (id: string) =>
  erasureApproved({ erasureId: id, personId: karin, approvedBy: karin, as: 'person', dueAt });

describe('E6: have oneself erased', () => {
  it('asks and approves in one', () =>
    given(oversight)
      .when(eraseMe, command)
      .then(
        erasureRequested({
          ...{ erasureId: someFacts.id('erasure'), personId: karin, standing: 'member', requestedBy: karin },
          expiresAt: waitsUntil,
        }),
        mine(someFacts.id('erasure')),
      ));

  it('approves what somebody asked for', () => given(oversight, asked).when(eraseMe, command).then(mine(erasureId)));

  it('says no as to everybody else', () => {
    given(oversight)
      .when(eraseMe, { ...command, subject: { standing: 'member', isLastOwner: true } })
      .thenRefused('ERASURE_BLOCKED_LAST_OWNER');
    given(oversight, held).when(eraseMe, command).thenRefused('LEGAL_HOLD');
    given(oversight, asked, agreed, subjectErased({ erasureId, personId: karin }))
      .when(eraseMe, command)
      .thenRefused('SUBJECT_ERASED');
  });

  it('stays quiet when it is approved', () => given(oversight, asked, agreed).when(eraseMe, command).thenNothing());
});
