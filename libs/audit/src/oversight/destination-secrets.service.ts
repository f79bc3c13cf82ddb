import { Vault } from '@annals/vault';
import { Inject, Injectable } from '@nestjs/common';

interface Keyed {
  readonly organizationId: string;
  readonly destinationId: string;
}

/** What calls of webhooks are signed with: minted whenever it is needed, never stored (history.md §4). */
@Injectable()
export class DestinationSecrets {
  constructor(@Inject(Vault) private readonly vault: Pick<Vault, 'secrets'>) {}

  /** As Standard Webhooks writes secrets. */
  shown(keyed: Keyed): string {
    return `whsec_${this.key(keyed).toString('base64')}`;
  }

  key({ organizationId, destinationId }: Keyed): Buffer {
    return Buffer.from(this.vault.secrets.hmac('audit-destination', `${organizationId}.${destinationId}`), 'hex');
  }
}
