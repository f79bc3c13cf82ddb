import type { KeysEvent } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import type { Facts, Frozen, Instant } from '@annals/kernel';
import { effectOf } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { keys, type Keys } from './keys';

export interface IssuedSecret {
  readonly keyId: string;
  readonly secret: string;
  readonly expiresAt: Instant;
  readonly revision: number;
  readonly position: string;
}

/** The log says that there is a key; then the vault opens the door to it. A command that is repeated shows the same secret. */
@Injectable()
export class KeyIssuing {
  constructor(private readonly store: EventStore, private readonly vault: Vault) {}

  async issue(organizationId: string, context: CommandContext, decide: (state: Frozen<Keys>, facts: Facts) => readonly KeysEvent[]): Promise<IssuedSecret> {
    const decided = await this.store.decide({ stream: keys, id: [organizationId] }, context, decide);
    const issued = decided.events.find((event) => event.type === 'ApiKeyIssued');
    if (!issued) throw new Error(`Command ${context.commandId} issued no key`);
    const { keyId, botId, permissions, expiresAt } = issued.data;
    const { secret } = await this.vault.apiKeys.issue({ keyId, organizationId, permissions, expiresAt, ...(botId === undefined ? {} : { botId }) });
    await this.closeIfRevoked(organizationId, keyId);
    return { keyId, secret, expiresAt, ...effectOf(decided) };
  }
  /** A repetition may come after the key was revoked, when there was no door yet that could be closed. Whoever revokes it later finds one. */
  private async closeIfRevoked(organizationId: string, keyId: string): Promise<void> {
    const { state } = await this.store.state({ stream: keys, id: [organizationId] }, 0);
    if (state.byId.get(keyId)?.revoked) await this.vault.apiKeys.revoke(keyId);
  }
}
