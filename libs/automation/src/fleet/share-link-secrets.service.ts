import { refused } from '@annals/contracts';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';

const PURPOSE = 'share-link';
/** A link has one secret as long as it is there. */
const GENERATION = 1;

/** Secrets of share links: minted whenever they are needed, never stored (history.md §4). */
@Injectable()
export class ShareLinkSecrets {
  constructor(private readonly vault: Vault) {}

  mint(organizationId: string, linkId: string): string {
    return this.vault.secrets.mint(PURPOSE, `${organizationId}.${linkId}`, GENERATION);
  }

  /**
   * Which link it is of. @throws Refused SHARE_LINK_NOT_FOUND for what was not minted here, or for another organization
   */
  linkOf(organizationId: string, secret: string): string {
    const [of, linkId] = this.vault.secrets.read(PURPOSE, secret)?.id.split('.') ?? [];
    if (of !== organizationId || linkId === undefined) throw refused('SHARE_LINK_NOT_FOUND');
    return linkId;
  }
}
