import { EventStore } from '@annals/eventstore';
import type { Frozen } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { Accounts } from './accounts.port';
import type { InvitationLink } from './invitation-link';
import type { Invitation } from './invitations';
import { organization } from './organization';
import { unlessPurged } from './unless-purged';

/** Whom invitations are for, by the verified addresses of accounts: no address is opened or compared in the open. */
@Injectable()
export class Invitees {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly accounts: Accounts,
  ) {}

  /** The address of an account, where it is known to be theirs. */
  async addressOf(userId: string): Promise<string | undefined> {
    const { email, verified } = await this.accounts.contact(userId);
    return verified && email !== null ? email : undefined;
  }

  /** Whose address it is in an organization. */
  async personOf(organizationId: string, email: string): Promise<string | undefined> {
    return (await this.vault.claims.find({ scope: organizationId, kind: 'email', value: email }))?.holder;
  }

  /**
   * An invitation, open or not, that is for this account; undefined to everybody else, and once the organization was
   * purged: then there is no such one.
   */
  async invitationFor(
    userId: string,
    { organizationId, invitationId }: Omit<InvitationLink, 'generation'>,
  ): Promise<Frozen<Invitation> | undefined> {
    const email = await this.addressOf(userId);
    if (email === undefined) return undefined;
    const read = () => this.store.state({ stream: organization, id: [organizationId] }, 0);
    const invitation = (await unlessPurged(this.vault, organizationId, read))?.state.invitations.all.get(invitationId);
    if (invitation === undefined) return undefined;
    return (await this.personOf(organizationId, email)) === invitation.personId ? invitation : undefined;
  }
}
