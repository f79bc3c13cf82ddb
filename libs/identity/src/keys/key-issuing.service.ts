import { refused, type KeysEvent } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { Refused, type Facts, type Frozen, type Instant } from '@annals/kernel';
import { effectOf, Memberships } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { revokeApiKey } from '../commands/revoke-api-key/revoke-api-key';
import { mustGive, mustIssueKeys, type Issuer } from './issuer';
import { keys, type Keys } from './keys';

export interface IssuedSecret {
  readonly keyId: string;
  readonly secret: string;
  readonly expiresAt: Instant;
  readonly revision: number;
  readonly position: string;
}

type Issue = (state: Frozen<Keys>, issuer: Issuer, facts: Facts) => readonly KeysEvent[];
type Issued = Extract<KeysEvent, { type: 'ApiKeyIssued' }>;

/**
 * The log says that there is a key; then the vault opens the door to it. A command that is repeated shows the same
 * secret.
 */
@Injectable()
export class KeyIssuing {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly memberships: Memberships,
  ) {}

  /**
   * The issuer's rights are in another stream than the keys, so they are looked at twice, both times afresh: who loses
   * them in between gets no key, and what the log says of it is taken back. Who loses them afterwards had them when the
   * key was issued.
   */
  async issue(organizationId: string, context: CommandContext, decide: Issue): Promise<IssuedSecret> {
    const issuer = await this.issuer(organizationId, context);
    const decided = await this.store.decide({ stream: keys, id: [organizationId] }, context, (state, facts) =>
      decide(state, issuer, facts),
    );
    const {
      data: { keyId, holder, permissions, expiresAt },
    } = issuedIn(decided);
    await this.mustStillGive(organizationId, context, issuedIn(decided));
    const { secret } = await this.vault.apiKeys.issue({ keyId, organizationId, holder, permissions, expiresAt });
    await this.closeIfRevoked(organizationId, keyId);
    return { keyId, secret, expiresAt, ...effectOf(decided) };
  }

  /** @throws Refused ORG_NOT_FOUND for who is no member (any more), FORBIDDEN for keys: no key begets keys */
  private async issuer(organizationId: string, { actor }: CommandContext): Promise<Issuer> {
    if (!actor.startsWith('user:')) throw refused('FORBIDDEN');
    const member = await this.memberships.of(organizationId, actor.slice('user:'.length), { fresh: true });
    if (!member) throw refused('ORG_NOT_FOUND');
    return { personId: member.personId, membership: member.membership, may: new Set(member.granted.keys()) };
  }

  private async mustStillGive(
    organizationId: string,
    context: CommandContext,
    { data: { keyId, holder, permissions } }: Issued,
  ): Promise<void> {
    try {
      const issuer = await this.issuer(organizationId, context);
      if (holder.kind !== 'person') return mustIssueKeys(issuer);
      if (holder.membership !== issuer.membership) throw refused('ORG_NOT_FOUND');
      mustGive(issuer, permissions);
    } catch (error) {
      if (error instanceof Refused) await this.takeBack(organizationId, context, keyId);
      throw error;
    }
  }

  private async takeBack(
    organizationId: string,
    { commandId, correlationId }: CommandContext,
    keyId: string,
  ): Promise<void> {
    const context: CommandContext = {
      commandId: uuidV5(commandId, 'take-back'),
      actor: 'system:keys',
      correlationId,
      causationId: commandId,
    };
    await this.store.decide({ stream: keys, id: [organizationId] }, context, (state, facts) =>
      state.byId.get(keyId)?.revoked
        ? []
        : revokeApiKey(state, { organizationId, keyId, cause: 'issuer_not_entitled' }, facts),
    );
  }

  /**
   * A repetition may come after the key was revoked, when there was no door yet that could be closed. Whoever revokes
   * it later finds one.
   */
  private async closeIfRevoked(organizationId: string, keyId: string): Promise<void> {
    const { state } = await this.store.state({ stream: keys, id: [organizationId] }, 0);
    if (state.byId.get(keyId)?.revoked) await this.vault.apiKeys.revoke(keyId);
  }
}

function issuedIn({ events }: Decided<KeysEvent>): Issued {
  const issued = events.find((event) => event.type === 'ApiKeyIssued');
  if (!issued) throw new Error('A command that issues a key issued none');
  return issued;
}
