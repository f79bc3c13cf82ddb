import { createHmac, timingSafeEqual } from 'node:crypto';
import { pathOf, routes } from '@annals/contracts';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';

/** What a webhook shows once: where it is called, and what its calls are signed with. Nothing of other triggers. */
export interface ShownSecret {
  readonly address: string | null;
  readonly secret: string | null;
}

interface Keyed {
  readonly organizationId: string;
  readonly triggerId: string;
  /** The one before is worth nothing. */
  readonly generation: number;
}

/** A call as it came. */
export interface SignedCall {
  readonly id: string;
  /** In seconds since 1970, as it was sent. */
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
}

/** Addresses and secrets of webhooks: minted whenever they are needed, never stored (history.md §4). */
@Injectable()
export class TriggerSecrets {
  constructor(private readonly vault: Vault) {}

  shown({ kind, ...keyed }: Keyed & { readonly kind: string }): ShownSecret {
    if (kind !== 'webhook') return { address: null, secret: null };
    const token = this.vault.secrets.mint('trigger-address', idOf(keyed), keyed.generation);
    return { address: pathOf(routes.automation.callTrigger, { token }), secret: this.secretOf(keyed) };
  }

  /** Whose address a token is; undefined for anything that was not minted here. */
  addressed(token: string): Keyed | undefined {
    const read = this.vault.secrets.read('trigger-address', token);
    const [organizationId, triggerId] = read?.id.split('.') ?? [];
    if (read === undefined || organizationId === undefined || triggerId === undefined) return undefined;
    return { organizationId, triggerId, generation: read.generation };
  }

  /** Whether one of the signatures of a call, as Standard Webhooks writes them (`v1,base64 …`), is by the secret. */
  isSigned(keyed: Keyed, { id, timestamp, body, signature }: SignedCall): boolean {
    const expected = createHmac('sha256', this.keyOf(keyed)).update(`${id}.${timestamp}.${body}`).digest();
    return signature.split(' ').some((each) => {
      const [version, said = ''] = each.split(',');
      const bytes = Buffer.from(said, 'base64');
      return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
    });
  }

  private secretOf(keyed: Keyed): string {
    return `whsec_${this.keyOf(keyed).toString('base64')}`;
  }

  private keyOf(keyed: Keyed): Buffer {
    return Buffer.from(this.vault.secrets.hmac('trigger-secret', `${idOf(keyed)}.${keyed.generation}`), 'hex');
  }
}

const idOf = ({ organizationId, triggerId }: Keyed): string => `${organizationId}.${triggerId}`;
