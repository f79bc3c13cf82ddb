import { accountLocked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { lockAccount } from './lock-account';

const lockedUntil = (until: string) => accountLocked({ userId, until, factor: 'password' });

describe('lock an account', () => {
  it('locks it for 15 minutes', () => {
    given(account, registered, verified)
      .when(lockAccount, { userId })
      .then(lockedUntil(plus(now, { minutes: 15 })));
  });

  it('locks it again once a lock is over', () => {
    given(account, registered, verified, lockedUntil(now))
      .when(lockAccount, { userId })
      .then(lockedUntil(plus(now, { minutes: 15 })));
  });

  it('stays quiet while it is locked, and where there is no password yet', () => {
    given(account, registered, verified, lockedUntil(plus(now, { seconds: 1 })))
      .when(lockAccount, { userId })
      .thenNothing();
    given(account, registered).when(lockAccount, { userId }).thenNothing();
  });
});
