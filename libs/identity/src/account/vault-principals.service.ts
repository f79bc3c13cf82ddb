import { refused } from '@annals/contracts';
import { Principals, type Principal } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';

/**
 * Sessions of people and keys of services and bots, as the vault knows them: what was revoked ends with the next
 * request (S6).
 */
@Injectable()
export class VaultPrincipals extends Principals {
  constructor(private readonly vault: Vault) {
    super();
  }

  async authenticate({
    sessionToken,
    bearer,
  }: {
    sessionToken?: string;
    bearer?: string;
  }): Promise<Principal | undefined> {
    if (bearer !== undefined) return this.byKey(bearer);
    return sessionToken === undefined ? undefined : this.bySession(sessionToken);
  }

  async formerly(sessionToken: string): Promise<Principal | undefined> {
    const session = await this.vault.sessions.formerly(sessionToken);
    return session && userOf(session);
  }

  private async bySession(token: string): Promise<Principal | undefined> {
    const session = await this.vault.sessions.authenticate(token);
    return session && userOf(session);
  }

  private async byKey(secret: string): Promise<Principal | undefined> {
    const { outcome, key } = await this.vault.apiKeys.authenticate(secret);
    if (outcome === 'expired') throw refused('API_KEY_EXPIRED');
    if (outcome !== 'valid' || !key) return undefined;
    const { keyId, ...opens } = key;
    return { kind: 'key', id: keyId, actor: `key:${keyId}`, key: opens };
  }
}

function userOf({ sessionId, userId }: { readonly sessionId: string; readonly userId: string }): Principal {
  return { kind: 'user', id: userId, actor: `user:${userId}`, session: sessionId };
}
