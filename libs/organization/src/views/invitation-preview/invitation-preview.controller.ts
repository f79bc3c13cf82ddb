import { refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { Accounts } from '../../organization/accounts.port';
import { InvitationReader } from '../../organization/invitation-reader.service';

@Controller()
export class InvitationPreviewController {
  constructor(
    private readonly invitations: InvitationReader,
    private readonly accounts: Accounts,
  ) {}

  @On(routes.organization.previewInvitation)
  async preview(@Incoming() { asked, context }: Arrived<typeof routes.organization.previewInvitation>) {
    const link = this.invitations.link(asked.token);
    const found = await this.invitations.find(link, context);
    const { email } = await this.invitations.words(link);
    if (found.acceptedBefore || email === null) throw refused('INVITATION_CLOSED');
    const { roles, expiresAt } = found.invitation;
    const hasAccount = (await this.accounts.byEmail(email))?.verified === true;
    return {
      organizationId: link.organizationId,
      organizationName: found.organizationName,
      email,
      roles,
      expiresAt,
      hasAccount,
    };
  }
}
