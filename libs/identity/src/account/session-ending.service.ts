import type { AccountEvent } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { account } from './account';

/** Ends sessions in the vault as the log says, and tells which of the log's have expired. A reaction does the same where a process died. */
@Injectable()
export class SessionEnding {
  constructor(private readonly store: EventStore, private readonly vault: Vault) {}

  /**
   * Sessions that began and are no longer open. The log is read before the vault: a session that begins in between is in neither,
   * and one that the log knows has been in the vault since before.
   */
  async expired(userId: string): Promise<string[]> {
    const { state } = await this.store.state({ stream: account, id: [userId] }, 0);
    const begun = [...state.sessions];
    const open = new Set((await this.vault.sessions.list(userId)).map(({ sessionId }) => sessionId));
    return begun.filter((sessionId) => !open.has(sessionId));
  }

  /** Ends those that these events revoked. */
  async end(events: readonly AccountEvent[]): Promise<void> {
    for (const event of events) if (event.type === 'SessionRevoked') await this.vault.sessions.revoke(event.data.sessionId);
  }
}
