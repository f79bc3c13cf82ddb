import type { MyInvitation } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Vault, type InvitedPerson } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { InvitationReader } from './invitation-reader.service';
import { Invitees } from './invitees.service';

/**
 * What somebody is invited to, by the log itself: no view can be behind it. The vault says which organizations wrote to
 * an address, the log which of these invitations open now.
 */
@Injectable()
export class InvitationsTo {
  constructor(
    private readonly vault: Vault,
    private readonly invitations: InvitationReader,
    private readonly invitees: Invitees,
  ) {}

  async to(userId: string, context: CommandContext): Promise<readonly MyInvitation[]> {
    const email = await this.invitees.addressOf(userId);
    const invited = email === undefined ? [] : await this.vault.invitedAddresses.of(email);
    const open = await Promise.all(invited.map((person) => this.open(person, context)));
    return open.flatMap((each) => each ?? []);
  }

  private async open(invited: InvitedPerson, context: CommandContext): Promise<MyInvitation | undefined> {
    const link = await this.invitations.newestLink(invited);
    if (!link) return undefined;
    const found = await this.invitations.find(link, context).catch((error: unknown) => {
      if (error instanceof Refused) return undefined; // expired, or whoever sent it may not invite any more
      throw error;
    });
    if (found === undefined || found.acceptedBefore) return undefined;
    const { organizationName, roles, roleNames } = found;
    const { inviter } = await this.invitations.words(link);
    const { organizationId, invitationId } = link;
    return {
      organizationId,
      invitationId,
      organizationName,
      roles,
      roleNames,
      invitedByAlias: inviter,
      expiresAt: found.invitation.expiresAt,
    };
  }
}
