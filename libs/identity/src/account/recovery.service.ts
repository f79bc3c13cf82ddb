import { apiKeyIssued, apiKeyRevoked, userRegistered } from '@annals/contracts';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { AccountDirectory, personalText } from './account-directory.service';
import { endSessions } from '../sessions/session-ending.service';

/**
 * Fits the vault to the log after a restore (history.md §4): what the log says and an older vault does not know is
 * written there again, what a newer one knows and the log does not say is closed. Give it the whole log, in order; it
 * may be done again.
 */
export class IdentityRecovery {
  private readonly directory: AccountDirectory;
  private readonly issued: string[] = [];
  /** Addresses of accounts that chose a password first: theirs once they are verified (X13). */
  private readonly unproved = new Map<string, string>();

  constructor(
    store: EventStore,
    private readonly vault: Vault,
  ) {
    this.directory = new AccountDirectory(store, vault);
  }

  async take(events: readonly LogEvent[]): Promise<void> {
    await Promise.all(events.map((event) => this.restore(event)));
    // Afterwards: what ends may have begun in the same batch.
    await Promise.all(events.map((event) => this.end(event)));
  }

  /** After the last event. */
  async finish(): Promise<void> {
    await this.vault.apiKeys.revokeAllBut(this.issued);
  }

  private async restore(event: LogEvent): Promise<void> {
    if (event.type === 'UserRegistered') {
      const email = personalText(event, 'email');
      const { owner } = parseStreamName(event.stream);
      const { credentialId } = userRegistered.data.parse(event.data);
      if (credentialId !== undefined && email !== null) this.unproved.set(owner, email);
      else if (email !== null) await this.directory.reclaim(email, owner);
    } else if (event.type === 'ApiKeyIssued') {
      const key = apiKeyIssued.data.parse(event.data);
      this.issued.push(key.keyId);
      await this.vault.apiKeys.issue({ ...key, organizationId: parseStreamName(event.stream).owner });
    }
  }

  private async prove(userId: string): Promise<void> {
    const email = this.unproved.get(userId);
    if (email !== undefined) await this.directory.reclaim(email, userId, { proved: true });
  }

  private async end(event: LogEvent): Promise<void> {
    if (event.type === 'EmailVerified') await this.prove(parseStreamName(event.stream).owner);
    if (event.type === 'ApiKeyRevoked') await this.vault.apiKeys.revoke(apiKeyRevoked.data.parse(event.data).keyId);
    await endSessions(this.vault, [event]);
  }
}
