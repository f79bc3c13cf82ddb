import { registrationRepeated, verificationMailed } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId } from '../../testing/examples';
import { recordVerificationMailed } from './record-verification-mailed';

const again = registrationRepeated({ userId, generation: 2, at: now, expiresAt: plus(now, { hours: 24 }) });

describe('record that a verification was mailed', () => {
  it('records the generation', () => {
    given(account, registered)
      .when(recordVerificationMailed, { userId, generation: 1 })
      .then(verificationMailed({ userId, generation: 1 }));
  });

  it('records a later generation beside an earlier one', () => {
    given(account, registered, verificationMailed({ userId, generation: 1 }), again)
      .when(recordVerificationMailed, { userId, generation: 2 })
      .then(verificationMailed({ userId, generation: 2 }));
  });

  it('stays quiet about what is recorded, or about an older mail than the newest', () => {
    const history = [registered, again, verificationMailed({ userId, generation: 2 })];
    given(account, ...history)
      .when(recordVerificationMailed, { userId, generation: 2 })
      .thenNothing();
    given(account, ...history)
      .when(recordVerificationMailed, { userId, generation: 1 })
      .thenNothing();
  });
});
