import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Accounts, Answers, Ctx, Public } from '@annals/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { InvitationReader } from '../../organization/invitation-reader.service';

@ApiTags('invitations')
@Controller('api/v1/invitations')
export class InvitationPreviewController {
  constructor(
    private readonly invitations: InvitationReader,
    private readonly accounts: Accounts,
  ) {}

  @Post('preview')
  @Public()
  @Answers(
    200,
    'What accepting this link would mean. A POST because the token is a secret that belongs in no URL; it changes nothing.',
    api.InvitationPreview,
  )
  async preview(
    @Body({ schema: api.PreviewInvitation }) { token }: z.output<typeof api.PreviewInvitation>,
    @Ctx() context: CommandContext,
  ) {
    const link = this.invitations.link(token);
    const found = await this.invitations.find(link, context);
    const { email } = await this.invitations.words(link);
    if (found.acceptedBefore || email === null) throw api.refused('INVITATION_CLOSED');
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
