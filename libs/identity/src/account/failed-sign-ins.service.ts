import { comparableAddress, refused, type RefusalCode } from '@annals/contracts';
import { consequenceOf, EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import type { Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { lockAccount } from '../commands/lock-account/lock-account';
import { account } from './account';

/** Makes a uuid of an address's digest; any constant would do. */
const ADDRESSES = '2f0c7f0e-6a0b-5a0e-8d8a-0e7a6f6f4b11';
const ALLOWED = 5;

/** What was tried: an address as it was typed, and whose it is, if anybody's. */
export interface Guess {
  readonly email: string;
  readonly userId: string | undefined;
  readonly context: CommandContext;
}

/**
 * Counts wrong passwords by address, known or not, so that being locked out tells nobody whether there is an account.
 * At the fifth within 15 minutes sign-in is locked for 15 minutes; for a known account that is an event too.
 */
@Injectable()
export class FailedSignIns {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Notes one more and gives the refusal that it is answered with. */
  async record(
    guess: Guess,
    because: 'SIGN_IN_FAILED' | 'ACCOUNT_LOCKED' = 'SIGN_IN_FAILED',
  ): Promise<Refused<RefusalCode>> {
    const subject = this.subjectOf(guess.email);
    const failures = await this.vault.credentials.recordFailure(subject);
    if (failures < ALLOWED) return refused(because);
    // Enough of them are this moment's now, so that an unknown address stays locked as long as an account does.
    if (failures < 2 * ALLOWED)
      for (let more = 1; more < ALLOWED; more += 1) await this.vault.credentials.recordFailure(subject);
    if (guess.userId !== undefined) await this.lock(guess.userId, guess.context);
    return refused('ACCOUNT_LOCKED');
  }

  async clear(email: string): Promise<void> {
    await this.vault.credentials.clearFailures(this.subjectOf(email));
  }

  /** A command of its own: the sign-in that led to it did not happen and must not be remembered as if it had. */
  private async lock(userId: string, context: CommandContext): Promise<void> {
    const locking: CommandContext = { ...consequenceOf(context, 'lock'), actor: 'system:sign-in' };
    await this.store.decide({ stream: account, id: [userId] }, locking, (state, facts) =>
      lockAccount(state, { userId }, facts),
    );
  }

  private subjectOf(email: string): string {
    return uuidV5(ADDRESSES, this.vault.secrets.hmac('failed-sign-ins', comparableAddress(email)));
  }
}
