import { refused, routes, type AskedOf, type UnwrittenAnswerOf } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { serve } from '@annals/platform';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Accounts } from '../../organization/accounts.port';
import { InvitationReader } from '../../organization/invitation-reader.service';

type Route = typeof routes.organization.previewInvitation;
type Preview = UnwrittenAnswerOf<Route>;

/** What the link of an invitation would mean, by the log itself: no view can be behind it. */
export class PreviewInvitationQuery extends Query<Preview> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@QueryHandler(PreviewInvitationQuery)
export class PreviewInvitationHandler implements IQueryHandler<PreviewInvitationQuery> {
  constructor(
    private readonly invitations: InvitationReader,
    private readonly accounts: Accounts,
  ) {}

  async execute({ asked, context }: PreviewInvitationQuery): Promise<Preview> {
    const link = this.invitations.link(asked.token);
    const found = await this.invitations.find(link, context);
    const { email } = await this.invitations.words(link);
    if (found.acceptedBefore || email === null) throw refused('INVITATION_CLOSED');
    const hasAccount = (await this.accounts.byEmail(email))?.verified === true;
    return {
      organizationId: link.organizationId,
      organizationName: found.organizationName,
      email,
      roles: found.roles,
      roleNames: found.roleNames,
      expiresAt: found.invitation.expiresAt,
      hasAccount,
    };
  }
}

export const PreviewInvitationController = serve(
  routes.organization.previewInvitation,
  ({ asked, context }) => new PreviewInvitationQuery(asked, context),
);
