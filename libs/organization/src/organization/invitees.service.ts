import { EventStore } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { Accounts } from './accounts.port';
import type { InvitationLink } from './invitation-link';
import { organization } from './organization';

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

  /** Whether an invitation, open or not, is for this account: to everybody else there is no such one. */
  async isFor(userId: string, { organizationId, invitationId }: Omit<InvitationLink, 'generation'>): Promise<boolean> {
    const email = await this.addressOf(userId);
    if (email === undefined) return false;
    const { state } = await this.store.state({ stream: organization, id: [organizationId] }, 0);
    const personId = state.invitations.all.get(invitationId)?.personId;
    return personId !== undefined && (await this.personOf(organizationId, email)) === personId;
  }
}
