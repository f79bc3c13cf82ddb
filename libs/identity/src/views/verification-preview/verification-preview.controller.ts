import { PreviewVerification, refused, VerificationPreview } from '@annals/contracts';
import { Answers, OrganizationFounding, Public } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AccountDirectory } from '../../account/account-directory.service';
import { requireUsableVerification, verificationPurpose } from '../../account/links';

@ApiTags('accounts')
@Controller('api/v1/users/preview')
export class VerificationPreviewController {
  constructor(
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly founding: OrganizationFounding,
  ) {}

  @Post()
  @Public()
  @Answers(
    200,
    'What the link of a verification mail will do; nothing changes. It goes by the log itself, so that no view can be behind it.',
    VerificationPreview,
  )
  async preview(
    @Body({ schema: PreviewVerification }) { token }: z.output<typeof PreviewVerification>,
  ): Promise<z.output<typeof VerificationPreview>> {
    const link = this.vault.secrets.read(verificationPurpose, token);
    if (!link) throw refused('VERIFICATION_EXPIRED');
    const account = await this.directory.account(link.id);
    requireUsableVerification(account, link.generation, new Date().toISOString());
    const { expiresAt } = account.verification;
    const { email } = await this.directory.contact(link.id);
    if (email === null) throw refused('VERIFICATION_EXPIRED');
    return { email, organizationName: this.founding.nameFor(email), expiresAt };
  }
}
