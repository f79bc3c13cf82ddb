import { routes, type MyInvitation } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { serve, type Principal } from '@annals/platform';
import { Vault, type InvitedPerson } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { InvitationReader } from '../../organization/invitation-reader.service';
import { Invitees } from '../../organization/invitees.service';

interface Answer {
  readonly items: readonly MyInvitation[];
}

/** What somebody is invited to, by the log itself: no view can be behind it. */
export class ListMyInvitationsQuery extends Query<Answer> {
  constructor(
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** The vault says which organizations wrote to an address, the log which of these invitations open now. */
@QueryHandler(ListMyInvitationsQuery)
export class ListMyInvitationsHandler implements IQueryHandler<ListMyInvitationsQuery> {
  constructor(
    private readonly vault: Vault,
    private readonly invitations: InvitationReader,
    private readonly invitees: Invitees,
  ) {}

  async execute({ context, principal }: ListMyInvitationsQuery): Promise<Answer> {
    const email = principal && (await this.invitees.addressOf(principal.id));
    const invited = email === undefined ? [] : await this.vault.invitedAddresses.of(email);
    const open = await Promise.all(invited.map((person) => this.open(person, context)));
    return { items: open.flatMap((each) => each ?? []) };
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

export const ListMyInvitationsController = serve(
  routes.organization.listMyInvitations,
  ({ context, caller }) => new ListMyInvitationsQuery(context, caller.principal),
);
