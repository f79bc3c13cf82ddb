import { sessionRevoked, type AccountEvent } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import type { Account } from './account';

type Cause = Extract<AccountEvent, { type: 'SessionRevoked' }>['data']['cause'];

/**
 * Ends every session of the account but those of `spared`: the one that goes on, and those that are known to have expired.
 * It goes by the account's own memory, so that a sign-in at the same moment is either ended here or refused there.
 */
export function revokeSessions(account: Frozen<Account>, { userId, cause, spared }: { userId: string; cause: Cause; spared: readonly string[] }): readonly AccountEvent[] {
  return [...account.sessions].filter((sessionId) => !spared.includes(sessionId)).map((sessionId) => sessionRevoked({ userId, sessionId, cause }));
}
