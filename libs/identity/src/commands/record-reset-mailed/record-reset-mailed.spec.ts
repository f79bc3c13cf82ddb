import { passwordResetMailed, passwordResetRequested } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { recordResetMailed } from './record-reset-mailed';

const asked = (generation: number) =>
  passwordResetRequested({ userId, generation, at: now, expiresAt: plus(now, { hours: 1 }) });
const mailed = (generation: number) => passwordResetMailed({ userId, generation });

describe('record that a reset was mailed', () => {
  it('records the generation', () => {
    given(account, registered, verified, asked(1)).when(recordResetMailed, { userId, generation: 1 }).then(mailed(1));
  });

  it('records a later generation beside an earlier one', () => {
    given(account, registered, verified, asked(1), mailed(1), asked(2))
      .when(recordResetMailed, { userId, generation: 2 })
      .then(mailed(2));
  });

  it('stays quiet about what is recorded, or about an older mail than the newest', () => {
    given(account, registered, verified, asked(2), mailed(2))
      .when(recordResetMailed, { userId, generation: 2 })
      .thenNothing();
    given(account, registered, verified, asked(2), mailed(2))
      .when(recordResetMailed, { userId, generation: 1 })
      .thenNothing();
  });
});
